-- Customers won where only leads are known, by the lead who became one: one row per period and
-- segment.
-- needs: leads(lead_id, created_at, converted_at)
-- instead of: retention/first_purchases
-- after: merged
-- segment: leads
-- rows: won
with
converted as (
    select
        periods.period, $segment as segment, leads.converted_at,
        coalesce(merged.merged_into, leads.customer_id, leads.lead_id) as customer_id
    from leads
    inner join periods
        on leads.converted_at >= periods.starts_at and leads.converted_at < periods.closes_at
    left join merged on merged.customer_id = leads.customer_id
),
won as (
    select period, segment, customer_id, min(converted_at) as won_at
    from converted
    group by period, segment, customer_id
)
select period, segment, count(*) as new_customers
from won
group by period, segment
