-- Tickets with whose they are, and the spans in which each counts as resolved. A duplicate that was
-- merged into another ticket is no issue of its own.
-- after: merged
-- a merged customer's tickets belong to the one that lives on
issues as (
    select
        $segment as segment, $schedule as schedule, tickets.ticket_id, tickets.opened_at,
        coalesce(merged.merged_into, tickets.customer_id) as customer_id,
        tickets.category, tickets.cause, tickets.fault, tickets.step, tickets.employee,
        tickets.contacts, tickets.transfers, tickets.ended_by_wait,
        tickets.requester_wait_seconds, tickets.agent_wait_seconds, tickets.on_hold_seconds,
        tickets.is_complaint, tickets.escalated_at, tickets.first_replied_at,
        tickets.reopened_at,
        case
            when tickets.reopened_at is not null or tickets.reopened_count > 0
                or tickets.first_resolved_at < tickets.last_resolved_at
                then 1
            else 0
        end as reopened,
        coalesce(tickets.first_resolved_at, tickets.resolved_at, tickets.last_resolved_at)
            as first_resolution_at,
        -- re-opened at an unknown time and not resolved again since: not resolved
        case
            when tickets.last_resolved_at is not null then tickets.last_resolved_at
            when tickets.resolved_at is not null then tickets.resolved_at
            when coalesce(tickets.reopened_count, 0) = 0 or tickets.reopened_at is not null
                then tickets.first_resolved_at
        end as last_resolution_at
    from tickets
    left join merged on merged.customer_id = tickets.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, tickets.customer_id)
    where
        (tickets.merged_into is null or tickets.merged_into = tickets.ticket_id)
        and coalesce(lower(trim(tickets.resolution_kind)), '') <> 'merged'
),
-- a re-opening undoes a resolution: it holds from resolved_at until undone_at
resolutions as (
    select
        segment, ticket_id, customer_id, opened_at, is_complaint,
        requester_wait_seconds, agent_wait_seconds, on_hold_seconds,
        first_resolution_at as resolved_at, reopened_at as undone_at
    from issues
    where first_resolution_at < reopened_at and reopened_at <= last_resolution_at
    union all
    select
        segment, ticket_id, customer_id, opened_at, is_complaint,
        requester_wait_seconds, agent_wait_seconds, on_hold_seconds,
        last_resolution_at as resolved_at,
        case
            when reopened_at > last_resolution_at
                or (
                    reopened_at = last_resolution_at and first_resolution_at = last_resolution_at
                )
                then reopened_at
        end as undone_at
    from issues
    where last_resolution_at is not null
)
