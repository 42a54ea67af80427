-- How many days ago the customer last bought.
-- needs: orders(order_id, customer_id, ordered_at)
-- after: charged
select
    windows.period, charged.customer_id,
    min(seconds_between(cast(charged.ordered_on as timestamp), windows.to_on)) / 86400 as value
from charged
inner join windows on charged.ordered_on < windows.to_on
where charged.is_purchase = 1
group by windows.period, charged.customer_id
