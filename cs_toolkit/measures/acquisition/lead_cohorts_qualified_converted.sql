-- Qualified leads of the period that became customers within their window, which has closed: one row
-- per period and segment.
-- needs: leads(lead_id, created_at, qualified_at, converted_at)
-- after: closed_leads
-- segment: leads
-- rows: converted
with
converted as (
    select * from closed_leads where qualified_at is not null and converted_at is not null
)
select period, segment, count(*) as cohort_qualified_leads_converted
from converted
group by period, segment
