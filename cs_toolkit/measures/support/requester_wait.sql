-- How long the people who asked waited for us, of the issues resolved: one row per period and segment.
-- needs: tickets(ticket_id, opened_at, requester_wait_seconds, resolved_at|first_resolved_at|last_resolved_at)
-- after: resolved
-- segment: tickets, customers
-- rows: waited
-- empty: requester_wait_seconds_median, requester_wait_seconds_p90, requester_wait_seconds_p95
with
-- a wait is complete when its issue is resolved
waited as (
    select period, segment, ticket_id, customer_id, opened_at, resolved_at, requester_wait_seconds
    from resolved
    where requester_wait_seconds is not null
),
ranked as (
    select
        period, segment, requester_wait_seconds as seconds,
        row_number() over (partition by period, segment order by requester_wait_seconds) - 1 as nth,
        count(*) over (partition by period, segment) - 1 as last_nth
    from waited
)
select
    period, segment,
    count(*) as issues_with_requester_wait,
    sum(seconds) as requester_wait_seconds,
    sum(seconds * seconds) as requester_wait_seconds_square_sum,
    linear_percentile(seconds, nth, last_nth, 0.5) as requester_wait_seconds_median,
    linear_percentile(seconds, nth, last_nth, 0.9) as requester_wait_seconds_p90,
    linear_percentile(seconds, nth, last_nth, 0.95) as requester_wait_seconds_p95
from ranked
group by period, segment
