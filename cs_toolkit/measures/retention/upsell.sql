-- Customers who could be sold more, and who were: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: states, billed
-- segment: subscriptions, customers
-- rows: eligible
with
-- an order that is flagged as an upsell, whatever became of the recurring fee
flagged as (
    select distinct
        periods.period, coalesce(merged.merged_into, orders.customer_id) as customer_id
    from billed as orders
    inner join periods
        on orders.ordered_at >= periods.starts_at and orders.ordered_at < periods.closes_at
    left join merged on merged.customer_id = orders.customer_id
    where orders.is_upsell
),
paying as (
    select period, segment, customer_id
    from held
    group by period, segment, customer_id
    having sum(starting) > 0
),
eligible as (
    select
        paying.period, paying.segment, paying.customer_id,
        case
            when states.state = 'retained' and states.net > 0 then 1
            when flagged.customer_id is not null then 1
            else 0
        end as upsold
    from paying
    inner join states
        on states.period = paying.period and states.customer_id = paying.customer_id
    left join flagged
        on flagged.period = paying.period and flagged.customer_id = paying.customer_id
    left join customers on customers.customer_id = paying.customer_id
    where coalesce(customers.upsell_eligible, true)
)
select
    period, segment,
    count(*) as upsell_eligible_customers,
    sum(upsold) as upsold_customers
from eligible
group by period, segment
