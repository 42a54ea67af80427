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
),
-- the issues of one customer are alike; an issue of nobody known stands for itself
of_customers as (
    select
        period, segment, count(*) as cases,
        cast(sum(seconds) as double) as first_resolution_seconds
    from first_resolved
    group by period, segment, customer_id, case when customer_id is null then ticket_id end
),
of_segments as (
    select
        period, segment,
        count(*) as customers,
        sum(cases * cases) as square_cases,
        sum(first_resolution_seconds * first_resolution_seconds) as square_first_resolution_seconds,
        sum(first_resolution_seconds * cases) as first_resolution_seconds_by_cases
    from of_customers
    group by period, segment
),
counted as (
    select
        period, segment,
        count(*) as first_resolved_issues,
        sum(seconds) as first_resolution_seconds,
        sum(seconds * seconds) as first_resolution_seconds_square_sum,
        linear_percentile(seconds, nth, last_nth, 0.5) as first_resolution_seconds_median
    from ranked
    group by period, segment
)
select
    counted.period, counted.segment,
    counted.first_resolved_issues,
    counted.first_resolution_seconds,
    counted.first_resolution_seconds_square_sum,
    counted.first_resolution_seconds_median,
    of_segments.customers as customers_behind_first_resolved_issues,
    cast(of_segments.square_cases as bigint) as first_resolved_issues_by_customer_square_sum,
    of_segments.square_first_resolution_seconds as first_resolution_seconds_by_customer_square_sum,
    of_segments.first_resolution_seconds_by_cases as first_resolution_seconds_by_customer_product_sum
from counted
inner join of_segments
    on of_segments.period = counted.period
    and of_segments.segment is not distinct from counted.segment
