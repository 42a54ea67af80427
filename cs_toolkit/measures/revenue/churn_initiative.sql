-- MRR of customers lost because a payment failed, and of all others: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on, end_reason|end_kind)
-- after: endings
-- segment: subscriptions, customers
-- rows: losses
-- money: voluntary_churned_mrr, involuntary_churned_mrr, lost
select
    period, segment,
    amount(sum(case when is_involuntary = 1 then 0 else lost end)) as voluntary_churned_mrr,
    amount(sum(case when is_involuntary = 1 then lost else 0 end)) as involuntary_churned_mrr
from losses
group by period, segment
