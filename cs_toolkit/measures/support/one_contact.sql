-- A proxy for first contact: resolved, with one contact on the ticket. One row per period and
-- segment.
-- needs: tickets(ticket_id, opened_at, contacts, resolved_at|first_resolved_at|last_resolved_at)
-- after: issues
-- segment: tickets, customers
-- rows: in_one_contact
with
in_one_contact as (
    select
        periods.period, issues.segment, issues.ticket_id, issues.customer_id, issues.opened_at,
        issues.last_resolution_at, issues.category, issues.employee
    from issues
    inner join resolutions
        on resolutions.ticket_id = issues.ticket_id and resolutions.undone_at is null
    inner join periods
        on issues.opened_at >= periods.starts_at and issues.opened_at < periods.closes_at
    where issues.contacts = 1
)
select period, segment, count(*) as issues_resolved_in_one_contact
from in_one_contact
group by period, segment
