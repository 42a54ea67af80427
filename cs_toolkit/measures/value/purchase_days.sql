-- The days on which each customer has bought by a period's close: one row per period, customer and day.
-- needs: orders(order_id, customer_id, ordered_at, amount)
-- after: charged
-- segment: orders, customers
-- keys: period, segment, customer_id, ordered_on
-- money: amount
select
    periods.period, charged.segment, charged.customer_id, charged.ordered_on,
    amount(sum(charged.charge)) as amount
from charged
inner join periods on charged.ordered_on < periods.closes_on
where charged.is_purchase = 1
group by periods.period, charged.segment, charged.customer_id, charged.ordered_on
