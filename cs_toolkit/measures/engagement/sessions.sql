-- Sessions and how long they lasted, by when they began: one row per period and segment.
-- needs: sessions(session_id, user_id, started_at, ended_at) or usage_events(user_id, occurred_at)
-- after: sittings
-- segment: sessions, users, customers
-- rows: timed
-- empty: session_seconds_median
with
timed as (
    select
        periods.period, $segment as segment, sittings.session_id, sittings.user_id,
        coalesce(merged.merged_into, sittings.customer_id, users.customer_id) as account_id,
        sittings.started_at, sittings.ended_at,
        seconds_between(sittings.started_at, sittings.ended_at) as seconds
    from sittings
    inner join periods
        on sittings.started_at >= periods.starts_at and sittings.started_at < periods.closes_at
    left join users on users.user_id = sittings.user_id
    left join merged on merged.customer_id = coalesce(sittings.customer_id, users.customer_id)
    left join customers
        on customers.customer_id
            = coalesce(merged.merged_into, sittings.customer_id, users.customer_id)
    -- so that a column of the given sessions can be named
    left join sessions on sessions.session_id = sittings.session_id
    -- a session that is still going on has no length yet
    where sittings.ended_at is not null
),
ranked as (
    select
        period, segment, seconds,
        row_number() over (partition by period, segment order by seconds) - 1 as nth,
        count(*) over (partition by period, segment) - 1 as last_nth
    from timed
),
-- the sessions of one customer are alike; those of a user without one are of that user
of_customers as (
    select
        period, segment, count(*) as cases,
        cast(sum(seconds) as double) as session_seconds
    from timed
    group by period, segment, account_id, case when account_id is null then user_id end
),
of_segments as (
    select
        period, segment,
        count(*) as customers,
        sum(cases * cases) as square_cases,
        sum(session_seconds * session_seconds) as square_session_seconds,
        sum(session_seconds * cases) as session_seconds_by_cases
    from of_customers
    group by period, segment
),
counted as (
    select
        period, segment,
        count(*) as sessions,
        sum(seconds) as session_seconds,
        sum(seconds * seconds) as session_seconds_square_sum,
        linear_percentile(seconds, nth, last_nth, 0.5) as session_seconds_median
    from ranked
    group by period, segment
)
select
    counted.period, counted.segment,
    counted.sessions,
    counted.session_seconds,
    counted.session_seconds_square_sum,
    counted.session_seconds_median,
    of_segments.customers as customers_behind_sessions,
    cast(of_segments.square_cases as bigint) as sessions_by_customer_square_sum,
    of_segments.square_session_seconds as session_seconds_by_customer_square_sum,
    of_segments.session_seconds_by_cases as session_seconds_by_customer_product_sum
from counted
inner join of_segments
    on of_segments.period = counted.period
    and of_segments.segment is not distinct from counted.segment
