-- The fees that accrue over a period, day by day: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: accrued
-- segment: subscriptions, customers
-- rows: accrued
-- money: total_revenue, revenue
select period, segment, amount(sum(revenue)) as total_revenue
from accrued
group by period, segment
