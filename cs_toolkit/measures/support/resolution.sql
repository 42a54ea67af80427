-- How long the issues resolved in a period took: one row per period and segment.
-- needs: tickets(ticket_id, opened_at, resolved_at|first_resolved_at|last_resolved_at)
-- after: resolved
-- segment: tickets, customers
-- rows: resolved
-- empty: resolution_seconds_median, resolution_seconds_p90, resolution_seconds_p95
with
ranked as (
    select
        period, segment, seconds,
        row_number() over (partition by period, segment order by seconds) - 1 as nth,
        count(*) over (partition by period, segment) - 1 as last_nth
    from resolved
)
select
    period, segment,
    count(*) as resolved_issues,
    sum(seconds) as resolution_seconds,
    sum(seconds * seconds) as resolution_seconds_square_sum,
    linear_percentile(seconds, nth, last_nth, 0.5) as resolution_seconds_median,
    linear_percentile(seconds, nth, last_nth, 0.9) as resolution_seconds_p90,
    linear_percentile(seconds, nth, last_nth, 0.95) as resolution_seconds_p95
from ranked
group by period, segment
