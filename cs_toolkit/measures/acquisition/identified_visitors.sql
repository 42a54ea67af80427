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
),
-- the visits of one visitor are alike
of_visitors as (
    select period, segment, visitor_id, count(*) as visits
    from came
    group by period, segment, visitor_id
)
select
    period, segment,
    count(*) as identified_visitors,
    cast(sum(visits) as bigint) as identified_visits,
    count(*) as customers_behind_identified_visits,
    cast(sum(visits * visits) as bigint) as identified_visits_by_customer_square_sum
from of_visitors
group by period, segment
