-- Issues resolved at first contact, of those whose repeat window has closed: one row per period
-- and segment.
-- needs: tickets(ticket_id, opened_at, resolved_at|first_resolved_at|last_resolved_at)
-- after: first_contacts
-- segment: tickets, customers
-- rows: judged
select
    period, segment,
    count(*) as issues_with_closed_window,
    sum(case when failed_because is null then 1 else 0 end) as issues_resolved_at_first_contact,
    count(distinct customer_id) as asking_customers
from judged
group by period, segment
