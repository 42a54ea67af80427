-- The spans in which the issues resolved in a period were open: one, or two around a resolution that did not
-- hold. Where an issue was re-opened at an unknown time, or several times, the spans are not known.
-- after: resolved
open_spans as (
    select
        resolved.period, resolved.segment, resolved.ticket_id, resolved.customer_id,
        resolved.opened_at, issues.first_resolution_at, issues.reopened_at, resolved.resolved_at,
        issues.schedule,
        case
            when resolved.resolved_at = issues.first_resolution_at then resolved.resolved_at
            else issues.first_resolution_at
        end as closes_first_at,
        case
            when resolved.resolved_at = issues.first_resolution_at then resolved.resolved_at
            else issues.reopened_at
        end as opens_again_at
    from resolved
    inner join issues on issues.ticket_id = resolved.ticket_id
    inner join tickets on tickets.ticket_id = resolved.ticket_id
    where
        resolved.resolved_at = issues.first_resolution_at
        or (
            coalesce(tickets.reopened_count, 1) <= 1
            and issues.reopened_at >= issues.first_resolution_at
            and issues.reopened_at <= resolved.resolved_at
        )
)
