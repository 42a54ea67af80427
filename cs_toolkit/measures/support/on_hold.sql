-- How long issues lay with a third party, of those resolved: one row per period and segment.
-- needs: tickets(ticket_id, opened_at, on_hold_seconds, resolved_at|first_resolved_at|last_resolved_at)
-- after: resolved
-- segment: tickets, customers
-- rows: waited
-- empty: on_hold_seconds_median, on_hold_seconds_p90, on_hold_seconds_p95
with
-- a wait is complete when its issue is resolved
waited as (
    select period, segment, ticket_id, customer_id, opened_at, resolved_at, on_hold_seconds
    from resolved
    where on_hold_seconds is not null
),
ranked as (
    select
        period, segment, on_hold_seconds as seconds,
        row_number() over (partition by period, segment order by on_hold_seconds) - 1 as nth,
        count(*) over (partition by period, segment) - 1 as last_nth
    from waited
)
select
    period, segment,
    count(*) as issues_with_on_hold,
    sum(seconds) as on_hold_seconds,
    sum(seconds * seconds) as on_hold_seconds_square_sum,
    linear_percentile(seconds, nth, last_nth, 0.5) as on_hold_seconds_median,
    linear_percentile(seconds, nth, last_nth, 0.9) as on_hold_seconds_p90,
    linear_percentile(seconds, nth, last_nth, 0.95) as on_hold_seconds_p95
from ranked
group by period, segment
