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
),
-- the issues of one customer are alike; an issue of nobody known stands for itself
of_customers as (
    select
        period, segment, count(*) as issues, cast(sum(seconds) as double) as seconds
    from resolved
    group by period, segment, customer_id, case when customer_id is null then ticket_id end
),
of_segments as (
    select
        period, segment, count(*) as customers, sum(issues * issues) as square_issues,
        sum(seconds * seconds) as square_seconds_of_customers, sum(seconds * issues) as seconds_issues
    from of_customers
    group by period, segment
),
counted as (
    select
        period, segment,
        count(*) as issues,
        sum(seconds) as seconds,
        sum(seconds * seconds) as square_seconds,
        linear_percentile(seconds, nth, last_nth, 0.5) as median,
        linear_percentile(seconds, nth, last_nth, 0.9) as p90,
        linear_percentile(seconds, nth, last_nth, 0.95) as p95
    from ranked
    group by period, segment
)
select
    counted.period, counted.segment,
    counted.issues as resolved_issues,
    counted.seconds as resolution_seconds,
    counted.square_seconds as resolution_seconds_square_sum,
    counted.median as resolution_seconds_median,
    counted.p90 as resolution_seconds_p90,
    counted.p95 as resolution_seconds_p95,
    of_segments.customers as customers_behind_resolved_issues,
    cast(of_segments.square_issues as bigint) as resolved_issues_by_customer_square_sum,
    of_segments.square_seconds_of_customers as resolution_seconds_by_customer_square_sum,
    of_segments.seconds_issues as resolution_seconds_by_customer_product_sum
from counted
inner join of_segments
    on of_segments.period = counted.period
    and of_segments.segment is not distinct from counted.segment
