-- Complaints opened, resolved, escalated, and open at the period's end: one row per period and
-- segment.
-- needs: tickets(ticket_id, opened_at, is_complaint)
-- after: issues
-- segment: tickets, customers
-- rows: complaints
with
-- one row per period and complaint that was open at some moment of it, or was resolved in it
complaints as (
    select
        periods.period, issues.segment, issues.ticket_id, issues.customer_id, issues.opened_at,
        issues.escalated_at, issues.category, issues.cause, issues.employee,
        case when issues.opened_at >= periods.starts_at then 1 else 0 end as opened,
        max(
            case
                when resolutions.resolved_at >= periods.starts_at
                    and resolutions.resolved_at < periods.closes_at
                    and (
                        resolutions.undone_at is null or resolutions.undone_at >= periods.closes_at
                    )
                    then 1
                else 0
            end
        ) as resolved,
        case
            when issues.escalated_at >= periods.starts_at
                and issues.escalated_at < periods.closes_at
                then 1
            else 0
        end as escalated,
        min(
            case
                when resolutions.resolved_at < periods.closes_at
                    and (
                        resolutions.undone_at is null or resolutions.undone_at >= periods.closes_at
                    )
                    then 0
                else 1
            end
        ) as open_at_end,
        seconds_between(issues.opened_at, periods.closes_at) as age_seconds
    from issues
    inner join periods on issues.opened_at < periods.closes_at
    left join resolutions on resolutions.ticket_id = issues.ticket_id
    where issues.is_complaint
    group by
        periods.period, periods.starts_at, periods.closes_at, issues.segment, issues.ticket_id,
        issues.customer_id, issues.opened_at, issues.escalated_at, issues.category, issues.cause,
        issues.employee
)
select
    period, segment,
    sum(opened) as complaints_opened,
    sum(resolved) as complaints_resolved,
    sum(escalated) as complaints_escalated,
    sum(open_at_end) as complaints_open,
    sum(case when open_at_end = 1 then age_seconds else 0 end) as open_complaint_age_seconds
from complaints
where opened = 1 or resolved = 1 or escalated = 1 or open_at_end = 1
group by period, segment
