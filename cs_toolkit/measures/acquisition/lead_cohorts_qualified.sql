-- Leads of the period that were qualified within their window, which has closed: one row per period
-- and segment.
-- needs: leads(lead_id, created_at, qualified_at)
-- after: closed_leads
-- segment: leads
-- rows: qualified
with
qualified as (
    select * from closed_leads where qualified_at is not null
)
select
    period, segment,
    count(*) as cohort_leads_qualified,
    sum(seconds_between(created_at, qualified_at)) as qualification_seconds
from qualified
group by period, segment
