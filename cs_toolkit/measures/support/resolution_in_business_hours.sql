-- How much working time the issues resolved in a period took: one row per period and segment.
-- needs: tickets(ticket_id, opened_at, resolved_at|first_resolved_at|last_resolved_at)
-- settings: business_hours
-- after: resolved
-- segment: tickets, customers
-- rows: timed
-- empty: resolution_business_seconds_median, resolution_business_seconds_p90
with
-- the time worked between two moments is what was worked by the one less what was by the other
timed as (
    select
        resolved.period, resolved.segment, resolved.ticket_id, resolved.customer_id, resolved.opened_at,
        resolved.resolved_at,
        cast(
            worked_by(until_end, resolved.resolved_at) - worked_by(until_start, resolved.opened_at) as double
        ) as seconds
    from resolved
    inner join issues on issues.ticket_id = resolved.ticket_id
    left join business_hours as until_start
        on until_start.schedule = issues.schedule
        and until_start.utc_day = cast(resolved.opened_at as date)
        and resolved.opened_at >= until_start.from_at and resolved.opened_at < until_start.until_at
    left join business_hours as until_end
        on until_end.schedule = issues.schedule
        and until_end.utc_day = cast(resolved.resolved_at as date)
        and resolved.resolved_at >= until_end.from_at and resolved.resolved_at < until_end.until_at
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
        cast(sum(seconds) as double) as resolution_business_seconds
    from timed
    group by period, segment, customer_id, case when customer_id is null then ticket_id end
),
of_segments as (
    select
        period, segment,
        sum(resolution_business_seconds * resolution_business_seconds) as square_resolution_business_seconds,
        sum(resolution_business_seconds * cases) as resolution_business_seconds_by_cases
    from of_customers
    group by period, segment
),
counted as (
    select
        period, segment,
        sum(seconds) as resolution_business_seconds,
        sum(seconds * seconds) as resolution_business_seconds_square_sum,
        linear_percentile(seconds, nth, last_nth, 0.5) as resolution_business_seconds_median,
        linear_percentile(seconds, nth, last_nth, 0.9) as resolution_business_seconds_p90
    from ranked
    group by period, segment
)
select
    counted.period, counted.segment,
    counted.resolution_business_seconds,
    counted.resolution_business_seconds_square_sum,
    counted.resolution_business_seconds_median,
    counted.resolution_business_seconds_p90,
    of_segments.square_resolution_business_seconds as resolution_business_seconds_by_customer_square_sum,
    of_segments.resolution_business_seconds_by_cases as resolution_business_seconds_by_customer_product_sum
from counted
inner join of_segments
    on of_segments.period = counted.period
    and of_segments.segment is not distinct from counted.segment
