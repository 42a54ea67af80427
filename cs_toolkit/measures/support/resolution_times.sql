-- How often issues took how long: one row per period, segment and time to the resolution that stands.
-- needs: tickets(ticket_id, opened_at, resolved_at|first_resolved_at|last_resolved_at)
-- after: resolved
-- segment: tickets, customers
-- keys: period, segment, seconds
select period, segment, seconds, count(*) as resolved_issues
from resolved
group by period, segment, seconds
