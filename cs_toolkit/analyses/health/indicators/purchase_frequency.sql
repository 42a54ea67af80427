-- On how many days the customer bought.
-- needs: orders(order_id, customer_id, ordered_at)
-- after: charged
select
    windows.period, charged.customer_id,
    cast(count(distinct charged.ordered_on) as double) as value
from charged
inner join windows on charged.ordered_on >= windows.from_on and charged.ordered_on < windows.to_on
where charged.is_purchase = 1
group by windows.period, charged.customer_id
