-- How much working time the issues resolved in a period were open, without the time for which they
-- counted as resolved: one row per period and segment.
-- needs: tickets(ticket_id, opened_at, resolved_at|first_resolved_at|last_resolved_at)
-- settings: business_hours
-- after: open_spans
-- segment: tickets, customers
-- rows: timed
-- empty: open_business_seconds_median
with
timed as (
    select
        open_spans.period, open_spans.segment, open_spans.ticket_id, open_spans.customer_id,
        open_spans.opened_at, open_spans.first_resolution_at, open_spans.reopened_at,
        open_spans.resolved_at,
        cast(
            worked_by(closes_first, open_spans.closes_first_at)
            - worked_by(opens_first, open_spans.opened_at)
            + worked_by(closes_last, open_spans.resolved_at)
            - worked_by(opens_again, open_spans.opens_again_at) as double
        ) as seconds
    from open_spans
    left join business_hours as opens_first
        on opens_first.schedule = open_spans.schedule
        and opens_first.utc_day = cast(open_spans.opened_at as date)
        and open_spans.opened_at >= opens_first.from_at and open_spans.opened_at < opens_first.until_at
    left join business_hours as closes_first
        on closes_first.schedule = open_spans.schedule
        and closes_first.utc_day = cast(open_spans.closes_first_at as date)
        and open_spans.closes_first_at >= closes_first.from_at and open_spans.closes_first_at < closes_first.until_at
    left join business_hours as opens_again
        on opens_again.schedule = open_spans.schedule
        and opens_again.utc_day = cast(open_spans.opens_again_at as date)
        and open_spans.opens_again_at >= opens_again.from_at and open_spans.opens_again_at < opens_again.until_at
    left join business_hours as closes_last
        on closes_last.schedule = open_spans.schedule
        and closes_last.utc_day = cast(open_spans.resolved_at as date)
        and open_spans.resolved_at >= closes_last.from_at and open_spans.resolved_at < closes_last.until_at
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
        cast(sum(seconds) as double) as open_business_seconds
    from timed
    group by period, segment, customer_id, case when customer_id is null then ticket_id end
),
of_segments as (
    select
        period, segment,
        sum(open_business_seconds * open_business_seconds) as square_open_business_seconds,
        sum(open_business_seconds * cases) as open_business_seconds_by_cases
    from of_customers
    group by period, segment
),
counted as (
    select
        period, segment,
        sum(seconds) as open_business_seconds,
        sum(seconds * seconds) as open_business_seconds_square_sum,
        linear_percentile(seconds, nth, last_nth, 0.5) as open_business_seconds_median
    from ranked
    group by period, segment
)
select
    counted.period, counted.segment,
    counted.open_business_seconds,
    counted.open_business_seconds_square_sum,
    counted.open_business_seconds_median,
    of_segments.square_open_business_seconds as open_business_seconds_by_customer_square_sum,
    of_segments.open_business_seconds_by_cases as open_business_seconds_by_customer_product_sum
from counted
inner join of_segments
    on of_segments.period = counted.period
    and of_segments.segment is not distinct from counted.segment
