-- Complaints open at a period's last moment, and for how long: one row per period and segment.
-- needs: tickets(ticket_id, opened_at, is_complaint, resolved_at|first_resolved_at|last_resolved_at)
-- after: issues
-- segment: tickets, customers
-- rows: open_complaints
with
-- open: no resolution holds at that moment
open_complaints as (
    select
        periods.period, issues.segment, issues.ticket_id, issues.customer_id, issues.opened_at,
        issues.escalated_at, issues.category, issues.cause, issues.employee,
        seconds_between(issues.opened_at, periods.closes_at) as age_seconds
    from issues
    inner join periods on issues.opened_at < periods.closes_at
    left join resolutions
        on resolutions.ticket_id = issues.ticket_id
        and resolutions.resolved_at < periods.closes_at
        and (resolutions.undone_at is null or resolutions.undone_at >= periods.closes_at)
    where issues.is_complaint and resolutions.ticket_id is null
)
select
    period, segment,
    count(*) as complaints_open,
    sum(age_seconds) as open_complaint_age_seconds
from open_complaints
group by period, segment
