-- What the customers of twelve months ago paid then and pay now: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: states
-- segment: subscriptions, customers
-- periods: trailing_12_months
-- rows: cohort
-- money: cohort_starting_mrr, cohort_ending_mrr, starting, moved
with
cohort as (
    select held.period, held.customer_id, held.segment, held.starting, held.moved
    from held
    inner join states
        on states.period = held.period and states.customer_id = held.customer_id
    where states.starting_total > 0
)
select
    period, segment,
    cast(sum(starting) as bigint) as cohort_starting_mrr,
    cast(sum(moved) as bigint) as cohort_ending_mrr
from cohort
group by period, segment
