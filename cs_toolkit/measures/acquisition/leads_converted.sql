-- Leads of the period that have become customers so far: one row per period and segment.
-- needs: leads(lead_id, created_at, converted_at)
-- after: started_leads
-- segment: leads
-- rows: converted
with
converted as (
    select * from started_leads where converted_at is not null
)
select period, segment, count(*) as leads_converted
from converted
group by period, segment
