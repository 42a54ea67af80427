-- Customers who pay at the period's close: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: held
-- segment: subscriptions, customers
-- rows: active
with
active as (
    select period, segment, customer_id
    from held
    group by period, segment, customer_id
    having sum(ending) > 0
)
select period, segment, count(*) as active_customers
from active
group by period, segment
