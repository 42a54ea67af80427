-- Leads that started in the period, and what has become of them so far: one row per period and
-- segment.
-- needs: leads(lead_id, created_at)
-- segment: leads
-- rows: started
with
started as (
    select
        periods.period, $segment as segment, leads.lead_id, leads.customer_id, leads.created_at,
        leads.qualified_at, leads.converted_at
    from leads
    inner join periods
        on leads.created_at >= periods.starts_at and leads.created_at < periods.closes_at
)
select
    period, segment,
    count(*) as leads,
    count(qualified_at) as qualified_leads,
    count(converted_at) as leads_converted,
    count(case when qualified_at is not null then converted_at end) as qualified_leads_converted,
    coalesce(sum(seconds_between(created_at, qualified_at)), 0.0) as qualification_seconds,
    coalesce(sum(seconds_between(created_at, converted_at)), 0.0) as conversion_seconds
from started
group by period, segment
