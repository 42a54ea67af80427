-- For how long each customer has paid, as far as is known at a period's close.
-- after: fees
-- one row per period, segment and customer: from the first paid day to the last, with any gap in
-- between; who still pays at the close has not left
tenures as (
    select
        periods.period, fees.segment, fees.customer_id,
        min(fees.starts_on) as first_paid_on,
        max(
            case
                when fees.ends_on is null or fees.ends_on >= periods.closes_on
                    then periods.closes_on
                else fees.ends_on
            end
        ) as paid_until,
        max(
            case when fees.ends_on is null or fees.ends_on >= periods.closes_on then 0 else -1 end
        ) as still_here
    from periods
    inner join fees on fees.starts_on < periods.closes_on
    group by periods.period, fees.segment, fees.customer_id
),
-- in whole days; has_left is 1 for those who pay no longer
stays as (
    select
        period, segment, customer_id, first_paid_on, paid_until, -still_here as has_left,
        cast(floor(seconds_between(first_paid_on, paid_until) / 86400) as bigint) as days_paid
    from tenures
)
