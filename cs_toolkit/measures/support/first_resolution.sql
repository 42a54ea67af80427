-- How long until issues were resolved for the first time, whatever came after: one row per period
-- and segment.
-- needs: tickets(ticket_id, opened_at, first_resolved_at|resolved_at)
-- after: issues
-- segment: tickets, customers
-- rows: first_resolved
-- empty: first_resolution_seconds_median
with
first_resolved as (
    select
        periods.period, issues.segment, issues.ticket_id, issues.customer_id, issues.opened_at,
        issues.first_resolution_at, issues.reopened_at,
        seconds_between(issues.opened_at, issues.first_resolution_at) as seconds
    from issues
    inner join periods
        on issues.first_resolution_at >= periods.starts_at
        and issues.first_resolution_at < periods.closes_at
),
ranked as (
    select
        period, segment, seconds,
        row_number() over (partition by period, segment order by seconds) - 1 as nth,
        count(*) over (partition by period, segment) - 1 as last_nth
    from first_resolved
)
select
    period, segment,
    count(*) as first_resolved_issues,
    sum(seconds) as first_resolution_seconds,
    sum(seconds * seconds) as first_resolution_seconds_square_sum,
    linear_percentile(seconds, nth, last_nth, 0.5) as first_resolution_seconds_median
from ranked
group by period, segment
