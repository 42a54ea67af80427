-- Leads that started in the period and have had their time, and those of them who converted within
-- it: one row per period and segment. Who is still within the window is not counted yet.
-- needs: leads(lead_id, created_at, converted_at)
-- segment: leads
-- rows: closed
with
closed as (
    select
        periods.period, $segment as segment, leads.lead_id, leads.customer_id, leads.created_at,
        leads.converted_at,
        case
            when seconds_between(leads.created_at, leads.converted_at)
                <= $conversion_window_days * 86400.0
                then 1
            else 0
        end as converted_in_window
    from leads
    inner join periods
        on leads.created_at >= periods.starts_at and leads.created_at < periods.closes_at
    cross join last_known
    where seconds_between(leads.created_at, last_known.known_at)
        > $conversion_window_days * 86400.0
)
select
    period, segment, count(*) as cohort_leads, sum(converted_in_window) as cohort_leads_converted
from closed
group by period, segment
