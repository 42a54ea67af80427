-- How much working time passed before a first reply, of the issues opened in a period: one row per
-- period and segment.
-- needs: tickets(ticket_id, opened_at, first_replied_at) or messages(ticket_id, sent_at, author_kind), tickets(ticket_id, opened_at)
-- settings: business_hours
-- after: replies
-- segment: tickets, customers
-- rows: timed
-- empty: first_response_business_seconds_median, first_response_business_seconds_p90
with
-- the time worked between two moments is what was worked by the one less what was by the other
timed as (
    select
        replied.period, replied.segment, replied.ticket_id, replied.customer_id, replied.wait_starts_at,
        replied.replied_at,
        cast(
            worked_by(until_end, replied.replied_at) - worked_by(until_start, replied.wait_starts_at) as double
        ) as seconds
    from replied
    inner join issues on issues.ticket_id = replied.ticket_id
    left join business_hours as until_start
        on until_start.schedule = issues.schedule
        and until_start.utc_day = cast(replied.wait_starts_at as date)
        and replied.wait_starts_at >= until_start.from_at and replied.wait_starts_at < until_start.until_at
    left join business_hours as until_end
        on until_end.schedule = issues.schedule
        and until_end.utc_day = cast(replied.replied_at as date)
        and replied.replied_at >= until_end.from_at and replied.replied_at < until_end.until_at
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
        cast(sum(seconds) as double) as first_response_business_seconds
    from timed
    group by period, segment, customer_id, case when customer_id is null then ticket_id end
),
of_segments as (
    select
        period, segment,
        sum(first_response_business_seconds * first_response_business_seconds) as square_first_response_business_seconds,
        sum(first_response_business_seconds * cases) as first_response_business_seconds_by_cases
    from of_customers
    group by period, segment
),
counted as (
    select
        period, segment,
        sum(seconds) as first_response_business_seconds,
        sum(seconds * seconds) as first_response_business_seconds_square_sum,
        linear_percentile(seconds, nth, last_nth, 0.5) as first_response_business_seconds_median,
        linear_percentile(seconds, nth, last_nth, 0.9) as first_response_business_seconds_p90
    from ranked
    group by period, segment
)
select
    counted.period, counted.segment,
    counted.first_response_business_seconds,
    counted.first_response_business_seconds_square_sum,
    counted.first_response_business_seconds_median,
    counted.first_response_business_seconds_p90,
    of_segments.square_first_response_business_seconds as first_response_business_seconds_by_customer_square_sum,
    of_segments.first_response_business_seconds_by_cases as first_response_business_seconds_by_customer_product_sum
from counted
inner join of_segments
    on of_segments.period = counted.period
    and of_segments.segment is not distinct from counted.segment
