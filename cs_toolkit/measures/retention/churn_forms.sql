-- Customers lost, by the form in which they left; the forms add up to the churn. One row per period
-- and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on, end_kind)
-- after: endings
-- segment: subscriptions, customers
-- rows: losses
-- money: lost
select
    period, segment,
    sum(case when end_kind = 'cancelled_subscription' then 1 else 0 end)
        as churned_by_cancellation,
    sum(case when end_kind = 'closed_account' then 1 else 0 end) as churned_by_closure,
    sum(case when end_kind = 'lost_contract' then 1 else 0 end) as churned_by_lost_contract,
    sum(case when end_kind = 'paused' then 1 else 0 end) as churned_by_pause,
    sum(case when end_kind = 'failed_payment' then 1 else 0 end) as churned_by_failed_payment,
    sum(case when end_kind is null then 1 else 0 end) as churned_without_form
from losses
group by period, segment
