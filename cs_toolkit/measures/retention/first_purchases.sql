-- Customers won where nobody subscribes, by their first purchase: one row per period and segment.
-- needs: orders(order_id, customer_id, ordered_at, amount)
-- instead of: retention/customers
-- after: charged
-- segment: orders, customers
-- rows: bought
-- money: starting, ending
with
purchases as (
    select
        segment, customer_id, ordered_on,
        row_number() over (partition by customer_id order by ordered_on, order_id) as nth
    from charged
    where is_purchase = 1
),
bought as (
    select
        periods.period, purchases.segment, purchases.customer_id, min(purchases.nth) as first_nth
    from purchases
    inner join periods
        on purchases.ordered_on >= periods.starts_on and purchases.ordered_on < periods.closes_on
    group by periods.period, purchases.segment, purchases.customer_id
)
select
    period, segment,
    sum(case when first_nth = 1 then 1 else 0 end) as new_customers,
    count(*) as served_customers
from bought
group by period, segment
