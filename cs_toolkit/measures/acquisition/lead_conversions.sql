-- Leads who converted in the period, whenever they started: one row per period and segment.
-- needs: leads(lead_id, created_at, converted_at)
-- segment: leads
-- rows: converted
with
converted as (
    select
        periods.period, $segment as segment, leads.lead_id, leads.customer_id, leads.created_at,
        leads.converted_at
    from leads
    inner join periods
        on leads.converted_at >= periods.starts_at and leads.converted_at < periods.closes_at
)
select period, segment, count(*) as lead_conversions_in_period
from converted
group by period, segment
