-- The issues resolved in each period, and still so at its close.
-- after: issues, bot_only
resolved as (
    select
        periods.period, resolutions.segment, resolutions.ticket_id, resolutions.customer_id,
        resolutions.opened_at, resolutions.resolved_at, resolutions.is_complaint,
        resolutions.requester_wait_seconds, resolutions.agent_wait_seconds,
        resolutions.on_hold_seconds,
        seconds_between(resolutions.opened_at, resolutions.resolved_at) as seconds
    from resolutions
    inner join periods
        on resolutions.resolved_at >= periods.starts_at
        and resolutions.resolved_at < periods.closes_at
    left join bot_only on bot_only.ticket_id = resolutions.ticket_id
    where
        bot_only.ticket_id is null
        and (resolutions.undone_at is null or resolutions.undone_at >= periods.closes_at)
)
