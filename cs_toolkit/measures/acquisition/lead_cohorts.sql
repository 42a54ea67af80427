-- Leads that started in the period and have had their whole window, and those of them
-- who converted within it: one row per period and segment. Leads still within their window are not counted yet.
-- needs: leads(lead_id, created_at, converted_at)
-- after: closed_leads
-- segment: leads
-- rows: cohort
with
cohort as (
    select
        closed_leads.*, case when converted_at is null then 0 else 1 end as converted_in_window
    from closed_leads
)
select
    period, segment,
    count(*) as cohort_leads,
    sum(converted_in_window) as cohort_leads_converted,
    coalesce(sum(seconds_between(created_at, converted_at)), 0) as conversion_seconds
from cohort
group by period, segment
