-- Customers who could be sold more, and who were: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: states, growth_kinds, billed
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
-- the same service at a higher price, or more use of it, is no upsell
sold_more as (
    select distinct period, customer_id
    from growth_kinds
    where kind in ('cross_sell', 'upgrade') or (kind = 'same_plan' and by_quantity > 0)
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
            when states.state = 'retained' and states.net > 0
                and sold_more.customer_id is not null
                then 1
            when flagged.customer_id is not null then 1
            else 0
        end as upsold
    from paying
    inner join states
        on states.period = paying.period and states.customer_id = paying.customer_id
    left join flagged
        on flagged.period = paying.period and flagged.customer_id = paying.customer_id
    left join sold_more
        on sold_more.period = paying.period and sold_more.customer_id = paying.customer_id
    left join customers on customers.customer_id = paying.customer_id
    where coalesce(customers.upsell_eligible, true)
)
select
    period, segment,
    count(*) as upsell_eligible_customers,
    sum(upsold) as upsold_customers
from eligible
group by period, segment
