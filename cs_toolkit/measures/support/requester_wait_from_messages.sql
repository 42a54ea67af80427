-- How long the people who asked waited for us, of the issues resolved, added up over the turns
-- of their messages: one row per period and segment.
-- instead of: support/requester_wait
-- ends as: support/requester_wait
-- needs: messages(ticket_id, sent_at, author_kind), tickets(ticket_id, opened_at, resolved_at|first_resolved_at|last_resolved_at)
-- after: resolved, turns
-- segment: tickets, customers
-- rows: waited
-- empty: requester_wait_seconds_median, requester_wait_seconds_p90, requester_wait_seconds_p95
with
-- a turn that nobody ended lasted until the resolution
waited as (
    select
        resolved.period, resolved.segment, resolved.ticket_id, resolved.customer_id,
        resolved.opened_at, resolved.resolved_at,
        sum(
            case
                when turns.author_kind <> 'customer' or turns.begins_at >= resolved.resolved_at then 0
                when turns.ends_at < resolved.resolved_at
                    then seconds_between(turns.begins_at, turns.ends_at)
                else seconds_between(turns.begins_at, resolved.resolved_at)
            end
        ) as requester_wait_seconds
    from resolved
    inner join turns on turns.ticket_id = resolved.ticket_id
    group by
        resolved.period, resolved.segment, resolved.ticket_id, resolved.customer_id,
        resolved.opened_at, resolved.resolved_at
)
