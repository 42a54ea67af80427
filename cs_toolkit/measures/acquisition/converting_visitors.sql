-- Visitors of the period who reached a goal in it: one row per period and segment. People, each once
-- in every segment in which the visitor came; a conversion of somebody who did not come is none.
-- needs: visits(visitor_id, visited_at), conversions(conversion_id, goal, converted_at, visitor_id)
-- segment: visits, conversions
-- rows: converting
with
matched as (
    select
        periods.period, $segment as segment, visits.visitor_id, conversions.conversion_id,
        conversions.converted_at
    from visits
    inner join periods
        on visits.visited_at >= periods.starts_at and visits.visited_at < periods.closes_at
    inner join conversions
        on conversions.visitor_id = visits.visitor_id
        and conversions.converted_at >= periods.starts_at
        and conversions.converted_at < periods.closes_at
),
converting as (
    select
        period, segment, visitor_id, count(distinct conversion_id) as conversions,
        min(converted_at) as first_converted_at
    from matched
    group by period, segment, visitor_id
)
select period, segment, count(*) as converting_visitors
from converting
group by period, segment
