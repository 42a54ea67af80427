-- Complaints escalated, whenever they were opened: one row per period and segment.
-- needs: tickets(ticket_id, opened_at, is_complaint, escalated_at)
-- after: issues
-- segment: tickets, customers
-- rows: escalated
with
escalated as (
    select
        periods.period, issues.segment, issues.ticket_id, issues.customer_id, issues.opened_at,
        issues.escalated_at, issues.category, issues.cause, issues.employee
    from issues
    inner join periods
        on issues.escalated_at >= periods.starts_at and issues.escalated_at < periods.closes_at
    where issues.is_complaint
)
select period, segment, count(*) as complaints_escalated
from escalated
group by period, segment
