-- Why issues were not resolved at first contact: by reason, fault, cause, category, step and
-- employee, so that the bottleneck shows. One row per period, segment and combination.
-- needs: tickets(ticket_id, opened_at, resolved_at|first_resolved_at|last_resolved_at)
-- after: first_contacts
-- segment: tickets, customers
-- rows: judged
-- keys: period, segment, failed_because, fault, cause, category, step, employee
select
    period, segment, failed_because, fault, cause, category, step, employee,
    count(*) as failed_issues
from judged
where failed_because is not null
group by period, segment, failed_because, fault, cause, category, step, employee
