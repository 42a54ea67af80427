-- The customers of 30 days before a period's close, and who of them has left: one row per period and
-- segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: states
-- segment: subscriptions, customers
-- periods: trailing_30_days
-- rows: cohort
with
cohort as (
    select
        held.period, held.segment, held.customer_id,
        max(case when states.state in ('churned', 'returned') then 1 else 0 end) as has_left
    from held
    inner join states
        on states.period = held.period and states.customer_id = held.customer_id
    group by held.period, held.segment, held.customer_id
    having sum(held.starting) > 0
)
select
    period, segment, count(*) as customers_30_days_ago, sum(has_left) as churned_in_30_days
from cohort
group by period, segment
