-- The customers of twelve months ago, and who of them pays now: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: states
-- segment: subscriptions, customers
-- periods: trailing_12_months
-- rows: cohort
with
cohort as (
    select
        held.period, held.segment, held.customer_id,
        max(case when states.moved_total > 0 then 1 else 0 end) as stayed
    from held
    inner join states
        on states.period = held.period and states.customer_id = held.customer_id
    group by held.period, held.segment, held.customer_id
    having sum(held.starting) > 0
)
select
    period, segment,
    count(*) as annual_cohort_customers,
    sum(stayed) as annual_cohort_retained
from cohort
group by period, segment
