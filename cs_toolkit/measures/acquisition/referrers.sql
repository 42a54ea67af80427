-- Customers of the period who referred new business in it: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on), leads(lead_id, created_at, referrer_customer_id)
-- after: served_customers
-- segment: subscriptions, customers
-- rows: referring
with
referrals as (
    select
        periods.period,
        coalesce(merged.merged_into, leads.referrer_customer_id) as customer_id,
        count(*) as leads
    from leads
    inner join periods
        on leads.created_at >= periods.starts_at and leads.created_at < periods.closes_at
    left join merged on merged.customer_id = leads.referrer_customer_id
    where leads.referrer_customer_id is not null
    group by periods.period, coalesce(merged.merged_into, leads.referrer_customer_id)
),
referring as (
    select served_customers.period, served_customers.segment, served_customers.customer_id, referrals.leads
    from served_customers
    inner join referrals
        on referrals.period = served_customers.period and referrals.customer_id = served_customers.customer_id
)
select period, segment, count(*) as referring_customers
from referring
group by period, segment
