-- Complaints opened: one row per period and segment.
-- needs: tickets(ticket_id, opened_at, is_complaint)
-- after: issues
-- segment: tickets, customers
-- rows: complaints
with
complaints as (
    select
        periods.period, issues.segment, issues.ticket_id, issues.customer_id, issues.opened_at,
        issues.category, issues.cause, issues.employee
    from issues
    inner join periods
        on issues.opened_at >= periods.starts_at and issues.opened_at < periods.closes_at
    where issues.is_complaint
)
select period, segment, count(*) as complaints_opened
from complaints
group by period, segment
