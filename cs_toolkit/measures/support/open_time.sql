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
),
-- the issues of one customer are alike; an issue of nobody known stands for itself
of_customers as (
    select
        period, segment, count(*) as cases,
        cast(sum(seconds) as double) as open_seconds
    from timed
    group by period, segment, customer_id, case when customer_id is null then ticket_id end
),
of_segments as (
    select
        period, segment,
        count(*) as customers,
        sum(cases * cases) as square_cases,
        sum(open_seconds * open_seconds) as square_open_seconds,
        sum(open_seconds * cases) as open_seconds_by_cases
    from of_customers
    group by period, segment
),
counted as (
    select
        period, segment,
        count(*) as issues_with_open_time,
        sum(seconds) as open_seconds,
        sum(seconds * seconds) as open_seconds_square_sum,
        linear_percentile(seconds, nth, last_nth, 0.5) as open_seconds_median
    from ranked
    group by period, segment
)
select
    counted.period, counted.segment,
    counted.issues_with_open_time,
    counted.open_seconds,
    counted.open_seconds_square_sum,
    counted.open_seconds_median,
    of_segments.customers as customers_behind_issues_with_open_time,
    cast(of_segments.square_cases as bigint) as issues_with_open_time_by_customer_square_sum,
    of_segments.square_open_seconds as open_seconds_by_customer_square_sum,
    of_segments.open_seconds_by_cases as open_seconds_by_customer_product_sum
from counted
inner join of_segments
    on of_segments.period = counted.period
    and of_segments.segment is not distinct from counted.segment
