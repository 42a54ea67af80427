-- New customers whom another customer referred, and the others: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on), leads(customer_id, referrer_customer_id)
-- after: newcomers
-- segment: subscriptions, customers, leads by customer_id, signups by customer_id
-- rows: won
with
referred as (
    select distinct coalesce(merged.merged_into, leads.customer_id) as customer_id
    from leads
    left join merged on merged.customer_id = leads.customer_id
    where leads.referrer_customer_id is not null and leads.customer_id is not null
),
won as (
    select
        newcomers.period, newcomers.segment, newcomers.customer_id,
        case when referred.customer_id is null then 0 else 1 end as was_referred
    from newcomers
    left join referred on referred.customer_id = newcomers.customer_id
)
select
    period, segment,
    sum(was_referred) as referred_new_customers,
    sum(1 - was_referred) as unreferred_new_customers
from won
group by period, segment
