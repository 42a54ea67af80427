-- The days of a period as far as the use is known, and those before it.
-- after: usage_begins
covered_days as (
    select
        each_day.period,
        sum(case when each_day.day >= usage_begins.first_day then 1 else 0 end) as days_in_period,
        sum(case when each_day.day >= usage_begins.first_day then 0 else 1 end) as days_before
    from each_day
    cross join usage_begins
    group by each_day.period
)
