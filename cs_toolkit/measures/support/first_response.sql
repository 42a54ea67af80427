-- How long the issues opened in a period waited for a first reply: one row per period and segment.
-- needs: tickets(ticket_id, opened_at, first_replied_at) or messages(ticket_id, sent_at, author_kind), tickets(ticket_id, opened_at)
-- after: replies
-- segment: tickets, customers
-- rows: replied
-- empty: first_response_seconds_median, first_response_seconds_p90, first_response_seconds_p95
with
timed as (
    select
        period, segment, ticket_id, customer_id,
        seconds_between(wait_starts_at, replied_at) as seconds
    from replied
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
        cast(sum(seconds) as double) as first_response_seconds
    from timed
    group by period, segment, customer_id, case when customer_id is null then ticket_id end
),
of_segments as (
    select
        period, segment,
        count(*) as customers,
        sum(cases * cases) as square_cases,
        sum(first_response_seconds * first_response_seconds) as square_first_response_seconds,
        sum(first_response_seconds * cases) as first_response_seconds_by_cases
    from of_customers
    group by period, segment
),
counted as (
    select
        period, segment,
        count(*) as issues_answered,
        sum(seconds) as first_response_seconds,
        sum(seconds * seconds) as first_response_seconds_square_sum,
        linear_percentile(seconds, nth, last_nth, 0.5) as first_response_seconds_median,
        linear_percentile(seconds, nth, last_nth, 0.9) as first_response_seconds_p90,
        linear_percentile(seconds, nth, last_nth, 0.95) as first_response_seconds_p95
    from ranked
    group by period, segment
)
select
    counted.period, counted.segment,
    counted.issues_answered,
    counted.first_response_seconds,
    counted.first_response_seconds_square_sum,
    counted.first_response_seconds_median,
    counted.first_response_seconds_p90,
    counted.first_response_seconds_p95,
    of_segments.customers as customers_behind_issues_answered,
    cast(of_segments.square_cases as bigint) as issues_answered_by_customer_square_sum,
    of_segments.square_first_response_seconds as first_response_seconds_by_customer_square_sum,
    of_segments.first_response_seconds_by_cases as first_response_seconds_by_customer_product_sum
from counted
inner join of_segments
    on of_segments.period = counted.period
    and of_segments.segment is not distinct from counted.segment
