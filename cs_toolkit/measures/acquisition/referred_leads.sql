-- Leads that existing customers sent: one row per period and segment; split by a column of
-- customers, it is that of the customer who sent them.
-- needs: leads(lead_id, created_at, referrer_customer_id)
-- after: merged
-- segment: leads, customers
-- rows: referred
with
referred as (
    select
        periods.period, $segment as segment, leads.lead_id, leads.created_at,
        coalesce(merged.merged_into, leads.referrer_customer_id) as referrer_customer_id
    from leads
    inner join periods
        on leads.created_at >= periods.starts_at and leads.created_at < periods.closes_at
    left join merged on merged.customer_id = leads.referrer_customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, leads.referrer_customer_id)
    where leads.referrer_customer_id is not null
)
select period, segment, count(*) as referred_leads
from referred
group by period, segment
