-- Customers served where nobody subscribes, by their purchases: one row per period and segment.
-- needs: orders(order_id, customer_id, ordered_at, amount)
-- instead of: retention/customers
-- after: charged
-- segment: orders, customers
-- rows: served
with
served as (
    select distinct periods.period, charged.segment, charged.customer_id
    from charged
    inner join periods
        on charged.ordered_on >= periods.starts_on and charged.ordered_on < periods.closes_on
    where charged.is_purchase = 1
)
select period, segment, count(*) as served_customers
from served
group by period, segment
