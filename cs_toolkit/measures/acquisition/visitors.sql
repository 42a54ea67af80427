-- Visitors of the period: one row per period and segment. Everybody counts once, however often they
-- came; a channel that tells only a period's total adds that. Totals of months are none of a quarter:
-- the same person may be in several of them.
-- needs: visits(visitor_id, visited_at) or visits(period, visitors)
-- segment: visits
-- rows: came
-- empty: visitors
with
came as (
    select
        periods.period, $segment as segment, visits.visitor_id, visits.visited_at, visits.visitors,
        0 as is_part
    from visits
    inner join periods
        on visits.period = periods.period
        or (visits.visited_at >= periods.starts_at and visits.visited_at < periods.closes_at)
    union all
    select
        period_parts.period, $segment as segment, visits.visitor_id, visits.visited_at,
        visits.visitors, 1 as is_part
    from visits
    inner join period_parts
        on period_parts.part = visits.period and period_parts.parts > 1 and period_parts.place > 0
)
select
    period, segment,
    case
        when max(is_part) = 1 and count(case when is_part = 0 then visitors end) = 0 then null
        else cast(
            coalesce(sum(case when is_part = 0 then visitors end), 0)
            + count(distinct case when is_part = 0 then visitor_id end) as bigint
        )
    end as visitors
from came
group by period, segment
