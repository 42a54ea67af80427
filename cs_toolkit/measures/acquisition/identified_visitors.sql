-- Visitors of the period who can be followed, and their visits: one row per period and segment. A
-- channel that reports only a total of visitors is not in it: who of them converted is not known.
-- needs: visits(visitor_id, visited_at)
-- segment: visits
-- rows: came
with
came as (
    select periods.period, $segment as segment, visits.visitor_id, visits.visited_at
    from visits
    inner join periods
        on visits.visited_at >= periods.starts_at and visits.visited_at < periods.closes_at
    where visits.visitor_id is not null
)
select
    period, segment,
    count(distinct visitor_id) as identified_visitors, count(*) as identified_visits
from came
group by period, segment
