-- Leads that started in the period: one row per period and segment.
-- needs: leads(lead_id, created_at)
-- after: started_leads
-- segment: leads
-- rows: started_leads
select period, segment, count(*) as leads
from started_leads
group by period, segment
