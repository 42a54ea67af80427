-- Customers lost because a payment failed, and all others: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on, end_kind|end_reason)
-- after: endings
-- segment: subscriptions, customers
-- rows: losses
-- money: lost
select
    period, segment,
    sum(is_involuntary) as involuntarily_churned,
    sum(1 - is_involuntary) as voluntarily_churned
from losses
group by period, segment
