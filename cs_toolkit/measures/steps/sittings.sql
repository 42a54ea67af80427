-- The sessions: as they are given, or cut from events at a span of silence.
-- after: people
-- where sessions are given, events make no further ones
given_sessions as (
    select count(*) as sessions from sessions
),
moves as (
    select
        coalesce(people.user_id, usage_events.user_id) as user_id,
        usage_events.customer_id, usage_events.session_id, usage_events.occurred_at,
        lag(usage_events.occurred_at) over (
            partition by coalesce(people.user_id, usage_events.user_id), usage_events.session_id
            order by usage_events.occurred_at
        ) as before_at
    from usage_events
    cross join given_sessions
    left join people on people.alias = usage_events.user_id
    where given_sessions.sessions = 0
),
-- an event opens a session if none went before it, or if the silence was too long; events that
-- name their session are not cut
openings as (
    select
        user_id, customer_id, session_id, occurred_at,
        sum(
            case
                when before_at is null then 1
                when session_id is not null then 0
                when seconds_between(before_at, occurred_at) > $session_gap_minutes * 60 then 1
                else 0
            end
        ) over (
            partition by user_id, session_id order by occurred_at
            rows between unbounded preceding and current row
        ) as nth_session
    from moves
),
cut_sessions as (
    select
        user_id, min(customer_id) as customer_id, session_id, nth_session,
        min(occurred_at) as started_at, max(occurred_at) as ended_at
    from openings
    group by user_id, session_id, nth_session
),
sittings as (
    select
        sessions.session_id, coalesce(people.user_id, sessions.user_id) as user_id,
        sessions.customer_id, sessions.started_at, sessions.ended_at
    from sessions
    left join people on people.alias = sessions.user_id
    union all
    select session_id, user_id, customer_id, started_at, ended_at from cut_sessions
)
