-- How often the customer paid late: late fees charged, and paid periods that ended past due.
-- needs: orders(order_id, customer_id, ordered_at, revenue_type) or subscriptions(subscription_id, customer_id, starts_on, ends_on, status)
-- after: merged, billed
with
-- a paid period tells once it is over: until then nobody knows what its status will be
late as (
    select windows.period, orders.customer_id
    from billed as orders
    inner join windows on orders.ordered_at >= windows.from_at and orders.ordered_at < windows.to_at
    where orders.revenue_type = 'late_fee'
    union all
    select windows.period, subscriptions.customer_id
    from subscriptions
    inner join windows
        on subscriptions.ends_on > windows.from_on and subscriptions.ends_on <= windows.to_on
    where subscriptions.status = 'past_due'
)
select
    late.period, coalesce(merged.merged_into, late.customer_id) as customer_id,
    cast(count(*) as double) as value
from late
left join merged on merged.customer_id = late.customer_id
group by late.period, coalesce(merged.merged_into, late.customer_id)
