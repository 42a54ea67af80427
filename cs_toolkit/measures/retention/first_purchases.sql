-- Customers won where nobody subscribes, by their first purchase: one row per period and segment.
-- needs: orders(order_id, customer_id, ordered_at, amount)
-- instead of: retention/new_customers
-- after: charged
-- segment: orders, customers
-- rows: first_purchases
with
purchases as (
    select
        segment, order_id, customer_id, ordered_on,
        row_number() over (partition by customer_id order by ordered_on, order_id) as nth
    from charged
    where is_purchase = 1
),
first_purchases as (
    select
        periods.period, purchases.segment, purchases.customer_id, purchases.order_id,
        purchases.ordered_on
    from purchases
    inner join periods
        on purchases.ordered_on >= periods.starts_on and purchases.ordered_on < periods.closes_on
    where purchases.nth = 1
)
select period, segment, count(*) as new_customers
from first_purchases
group by period, segment
