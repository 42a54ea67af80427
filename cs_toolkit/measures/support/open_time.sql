-- How long the issues resolved in a period were open, without the time for which they counted as resolved: one
-- row per period and segment.
-- needs: tickets(ticket_id, opened_at, resolved_at|first_resolved_at|last_resolved_at)
-- after: open_spans
-- segment: tickets, customers
-- rows: timed
-- empty: open_seconds_median
with
timed as (
    select
        period, segment, ticket_id, customer_id, opened_at, first_resolution_at, reopened_at, resolved_at,
        seconds_between(opened_at, closes_first_at) + seconds_between(opens_again_at, resolved_at)
            as seconds
    from open_spans
),
ranked as (
    select
        period, segment, seconds,
        row_number() over (partition by period, segment order by seconds) - 1 as nth,
        count(*) over (partition by period, segment) - 1 as last_nth
    from timed
)
select
    period, segment,
    count(*) as issues_with_open_time,
    sum(seconds) as open_seconds,
    sum(seconds * seconds) as open_seconds_square_sum,
    linear_percentile(seconds, nth, last_nth, 0.5) as open_seconds_median
from ranked
group by period, segment
