-- Complaints resolved, whenever they were opened: one row per period and segment.
-- needs: tickets(ticket_id, opened_at, is_complaint, resolved_at|first_resolved_at|last_resolved_at)
-- after: resolved
-- segment: tickets, customers
-- rows: resolved_complaints
with
resolved_complaints as (
    select * from resolved where is_complaint
)
select period, segment, count(*) as complaints_resolved
from resolved_complaints
group by period, segment
