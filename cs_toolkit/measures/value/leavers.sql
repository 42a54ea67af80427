-- How long those stayed who have left by a period's close: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: stays
-- segment: subscriptions, customers
-- rows: gone
with
gone as (
    select period, segment, customer_id, first_paid_on, paid_until, days_paid
    from stays
    where has_left = 1
)
select
    period, segment,
    -- whole days are added up: a sum of fractions would depend on the order in which they come
    cast(sum(days_paid) as double) * 12 / 365 as leaver_months,
    count(*) as leavers
from gone
group by period, segment
