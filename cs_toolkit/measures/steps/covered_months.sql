-- The months of a period over which its monthly users are counted, as far as the use is known.
-- after: usage_begins
covered_months as (
    select
        month_windows.period, month_windows.part, month_windows.last_day,
        case
            when usage_begins.first_day > month_windows.first_day then usage_begins.first_day
            else month_windows.first_day
        end as first_day,
        month_windows.days - case
            when usage_begins.first_day > month_windows.first_day
                then cast(
                    seconds_between(
                        cast(month_windows.first_day as timestamp),
                        cast(usage_begins.first_day as timestamp)
                    ) / 86400 as integer
                )
            else 0
        end as days
    from month_windows
    cross join usage_begins
    where month_windows.last_day >= usage_begins.first_day
),
month_spans as (
    select
        month_windows.period,
        count(covered_months.part) as months,
        coalesce(sum(covered_months.days), 0) as days,
        sum(month_windows.days) - coalesce(sum(covered_months.days), 0) as days_before
    from month_windows
    left join covered_months
        on covered_months.period = month_windows.period
        and covered_months.part = month_windows.part
    group by month_windows.period
)
