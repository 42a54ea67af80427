-- Each issue judged: was it resolved at first contact, and if not, why.
-- after: issues, bot_only
-- the next time that the customer asks about the same thing
followed_up as (
    select
        *,
        case
            when customer_id is not null
                then lead(opened_at) over (
                    partition by customer_id, category order by opened_at, ticket_id
                )
        end as next_opened_at,
        case
            when $repeat_window_starts = 'resolution'
                then coalesce(first_resolution_at, opened_at)
            else opened_at
        end as window_starts_at
    from issues
),
-- an issue is judged when the days are over in which the customer might have come back. What is
-- not recorded (contacts, transfers) speaks for and against nothing
judged as (
    select
        periods.period, followed_up.segment, followed_up.ticket_id, followed_up.customer_id,
        followed_up.opened_at, followed_up.first_resolution_at, followed_up.window_starts_at,
        followed_up.next_opened_at,
        followed_up.category, followed_up.cause, followed_up.fault, followed_up.step,
        followed_up.employee,
        case
            when followed_up.ended_by_wait then 'ended by wait'
            when followed_up.first_resolution_at is null
                or followed_up.last_resolution_at is null
                then 'not resolved'
            when followed_up.contacts > 1 then 'several contacts'
            when followed_up.transfers > 0 and $transfer_counts = 'no' then 'transferred'
            when followed_up.reopened = 1
                and (
                    $reopen_window = 0
                    or followed_up.reopened_at is null
                    or seconds_between(followed_up.first_resolution_at, followed_up.reopened_at)
                        < $reopen_window * 86400
                )
                then 're-opened'
            when seconds_between(followed_up.window_starts_at, followed_up.next_opened_at)
                < $repeat_window * 86400
                then 'asked again'
        end as failed_because
    from followed_up
    inner join periods
        on followed_up.opened_at >= periods.starts_at
        and followed_up.opened_at < periods.closes_at
    cross join last_known
    left join bot_only on bot_only.ticket_id = followed_up.ticket_id
    where
        bot_only.ticket_id is null
        and seconds_between(followed_up.window_starts_at, last_known.known_at) >= $repeat_window * 86400
        and ($ended_by_wait = 'counted' or not coalesce(followed_up.ended_by_wait, false))
)
