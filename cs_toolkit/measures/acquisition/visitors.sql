-- Visitors of the period: one row per period and segment. Everybody counts once, however often they
-- came; a channel that tells only a period's total adds that.
-- needs: visits(visitor_id, visited_at) or visits(period, visitors)
-- segment: visits
-- rows: came
with
came as (
    select
        periods.period, $segment as segment, visits.visitor_id, visits.visited_at, visits.visitors
    from visits
    inner join periods
        on visits.period = periods.period
        or (visits.visited_at >= periods.starts_at and visits.visited_at < periods.closes_at)
)
select
    period, segment,
    cast(coalesce(sum(visitors), 0) + count(distinct visitor_id) as bigint) as visitors
from came
group by period, segment
