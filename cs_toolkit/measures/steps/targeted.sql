-- The targets that issues have, by priority; where a priority has none of its own, the company's.
-- after: issues
targeted as (
    select
        issues.*, tickets.priority,
        coalesce(own.first_response_seconds, usual.first_response_seconds) as first_response_target,
        coalesce(own.resolution_seconds, usual.resolution_seconds) as resolution_target
    from issues
    inner join tickets on tickets.ticket_id = issues.ticket_id
    left join service_targets as own
        on own.priority = lower(trim(tickets.priority)) and own.priority <> ''
    left join service_targets as usual on usual.priority = ''
)
