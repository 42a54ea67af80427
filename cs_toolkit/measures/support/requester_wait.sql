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
),
-- the issues of one customer are alike; an issue of nobody known stands for itself
of_customers as (
    select
        period, segment, count(*) as cases,
        cast(sum(requester_wait_seconds) as double) as requester_wait_seconds
    from waited
    group by period, segment, customer_id, case when customer_id is null then ticket_id end
),
of_segments as (
    select
        period, segment,
        count(*) as customers,
        sum(cases * cases) as square_cases,
        sum(requester_wait_seconds * requester_wait_seconds) as square_requester_wait_seconds,
        sum(requester_wait_seconds * cases) as requester_wait_seconds_by_cases
    from of_customers
    group by period, segment
),
counted as (
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
)
select
    counted.period, counted.segment,
    counted.issues_with_requester_wait,
    counted.requester_wait_seconds,
    counted.requester_wait_seconds_square_sum,
    counted.requester_wait_seconds_median,
    counted.requester_wait_seconds_p90,
    counted.requester_wait_seconds_p95,
    of_segments.customers as customers_behind_issues_with_requester_wait,
    cast(of_segments.square_cases as bigint) as issues_with_requester_wait_by_customer_square_sum,
    of_segments.square_requester_wait_seconds as requester_wait_seconds_by_customer_square_sum,
    of_segments.requester_wait_seconds_by_cases as requester_wait_seconds_by_customer_product_sum
from counted
inner join of_segments
    on of_segments.period = counted.period
    and of_segments.segment is not distinct from counted.segment
