-- Leads of a period whose whole window has passed, with what they reached within it.
-- after: started_leads
closed_leads as (
    select
        started_leads.period, started_leads.segment, started_leads.lead_id,
        started_leads.customer_id, started_leads.created_at,
        case
            when seconds_between(started_leads.created_at, started_leads.qualified_at)
                <= $conversion_window_days * 86400.0
                then started_leads.qualified_at
        end as qualified_at,
        case
            when seconds_between(started_leads.created_at, started_leads.converted_at)
                <= $conversion_window_days * 86400.0
                then started_leads.converted_at
        end as converted_at
    from started_leads
    cross join last_known
    where seconds_between(started_leads.created_at, last_known.known_at)
        > $conversion_window_days * 86400.0
)
