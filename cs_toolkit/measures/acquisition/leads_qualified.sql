-- Leads of the period that have been found worth a sales talk so far: one row per period and segment.
-- needs: leads(lead_id, created_at, qualified_at)
-- after: started_leads
-- segment: leads
-- rows: qualified
with
qualified as (
    select * from started_leads where qualified_at is not null
)
select period, segment, count(*) as qualified_leads
from qualified
group by period, segment
