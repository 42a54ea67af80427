-- Why customers were lost, and in which form: one row per period, segment, form and reason.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: endings
-- segment: subscriptions, customers
-- keys: period, segment, form, reason
-- money: lost_mrr
select
    period, segment,
    coalesce(end_kind, '(none)') as form, coalesce(end_reason, '(none)') as reason,
    count(*) as lost_customers,
    amount(sum(lost)) as lost_mrr
from losses
group by period, segment, coalesce(end_kind, '(none)'), coalesce(end_reason, '(none)')
