-- How much customers buy where nobody subscribes: one row per period and segment.
-- needs: orders(order_id, customer_id, ordered_at, amount)
-- instead of: value/purchases
-- ends as: value/purchases
-- after: charged
-- segment: orders, customers
-- rows: bought
-- money: purchase_revenue, charge
with
bought as (
    select
        periods.period, charged.segment, charged.order_id, charged.customer_id,
        charged.ordered_on, charged.charge
    from charged
    inner join periods
        on charged.ordered_on >= periods.starts_on and charged.ordered_on < periods.closes_on
    where charged.is_purchase = 1
)
