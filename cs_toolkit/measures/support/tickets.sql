-- Issues opened: one row per period and segment.
-- needs: tickets(ticket_id, opened_at)
-- after: issues
-- segment: tickets, customers
-- rows: opened
with
opened as (
    select
        periods.period, issues.segment, issues.ticket_id, issues.customer_id, issues.opened_at,
        issues.category, issues.employee, issues.contacts, issues.transfers,
        issues.first_replied_at, issues.last_resolution_at, issues.reopened_at
    from issues
    inner join periods
        on issues.opened_at >= periods.starts_at and issues.opened_at < periods.closes_at
)
select
    period, segment,
    count(*) as issues,
    count(*) as conversations
from opened
group by period, segment
