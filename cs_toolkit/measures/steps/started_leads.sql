-- Leads that started in a period, and what has become of them so far.
started_leads as (
    select
        periods.period, $segment as segment, leads.lead_id, leads.customer_id, leads.created_at,
        leads.qualified_at, leads.converted_at
    from leads
    inner join periods
        on leads.created_at >= periods.starts_at and leads.created_at < periods.closes_at
)
