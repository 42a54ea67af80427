-- For how long customers stay: how many have paid for so long, who of them has left, and since when
-- each is known.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: stays
-- segment: subscriptions, customers
-- rows: stays
-- estimates: lifespan_months, lifespan_months_low, lifespan_months_high, observed_lifespan_months, observed_lifespan_months_low, observed_lifespan_months_high, followed_customers
-- empty: lifespan_months, lifespan_months_low, lifespan_months_high, observed_lifespan_months, observed_lifespan_months_low, observed_lifespan_months_high
with
-- whole months from the first paid day: to the last, and to the close
stay_dates as (
    select
        stays.period, stays.segment, stays.days_paid, stays.has_left,
        cast(floor(
            seconds_between(stays.first_paid_on, periods.closes_on) / 86400
        ) as bigint) as days_known,
        extract(day from stays.first_paid_on) as first_day,
        extract(day from stays.paid_until) as last_day,
        extract(day from stays.paid_until + interval '1' day) as day_after,
        extract(day from periods.closes_on) as closing_day,
        (extract(year from stays.paid_until) - extract(year from stays.first_paid_on)) * 12
            + extract(month from stays.paid_until) - extract(month from stays.first_paid_on)
            as months_paid,
        (extract(year from periods.closes_on) - extract(year from stays.first_paid_on)) * 12
            + extract(month from periods.closes_on) - extract(month from stays.first_paid_on)
            as months_known
    from stays
    inner join periods on periods.period = stays.period
),
-- on_the_day: paid to the day of the month on which it began, or to the end of a shorter month
counted as (
    select
        period, segment, days_paid, has_left, days_known, months_paid,
        case
            when last_day = first_day or (day_after = 1 and last_day < first_day) then 1 else 0
        end as on_the_day,
        case when closing_day < first_day then months_known - 1 else months_known end
            as months_known,
        case when closing_day = first_day then 1 else 0 end as closes_on_the_day
    from stay_dates
)
select
    period, segment, days_paid, has_left, days_known, months_paid, on_the_day, months_known,
    closes_on_the_day, count(*) as customers
from counted
group by
    period, segment, days_paid, has_left, days_known, months_paid, on_the_day, months_known,
    closes_on_the_day
