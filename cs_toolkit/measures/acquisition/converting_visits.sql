-- Visits of the period that led to a goal in it: one row per period and segment. A conversion belongs
-- to the visitor's latest visit at or before it; visits bear no end.
-- needs: visits(visitor_id, visited_at), conversions(conversion_id, goal, converted_at, visitor_id)
-- segment: visits, conversions
-- rows: converting
with
-- the columns of the kit bear names that no column of a company's visits is likely to bear
numbered as (
    select
        visits.*,
        row_number() over (
            partition by visits.visitor_id
            order by
                visits.visited_at, coalesce(visits.channel, ''), coalesce(visits.campaign, ''),
                coalesce(visits.page, '')
        ) as kit_order
    from visits
    where visits.visitor_id is not null
),
followed as (
    select
        numbered.*,
        lead(numbered.visited_at) over (
            partition by numbered.visitor_id order by numbered.kit_order
        ) as kit_next_at
    from numbered
),
matched as (
    select
        periods.period, $segment as segment, visits.visitor_id, visits.kit_order,
        visits.visited_at, conversions.conversion_id, conversions.converted_at
    from followed as visits
    inner join periods
        on visits.visited_at >= periods.starts_at and visits.visited_at < periods.closes_at
    inner join conversions
        on conversions.visitor_id = visits.visitor_id
        and conversions.converted_at >= visits.visited_at
        and (visits.kit_next_at is null or conversions.converted_at < visits.kit_next_at)
        and conversions.converted_at < periods.closes_at
),
converting as (
    select
        period, segment, visitor_id, kit_order, visited_at,
        count(distinct conversion_id) as conversions, min(converted_at) as first_converted_at
    from matched
    group by period, segment, visitor_id, kit_order, visited_at
),
-- the visits of one visitor are alike; a split by a property of conversions does not split the visits
came as (
    select periods.period, $segment as segment, visits.visitor_id
    from visits
    inner join periods
        on visits.visited_at >= periods.starts_at and visits.visited_at < periods.closes_at
    -- so that a column of conversions can be named here; a visit has none
    left join conversions on conversions.visitor_id = visits.visitor_id and 1 = 0
    where visits.visitor_id is not null
),
of_visitors as (
    select period, segment, visitor_id, count(*) as visits
    from came
    group by period, segment, visitor_id
),
converted as (
    select period, segment, visitor_id, count(*) as converting_visits
    from converting
    group by period, segment, visitor_id
)
select
    converted.period, converted.segment,
    cast(sum(converted.converting_visits) as bigint) as converting_visits,
    cast(sum(converted.converting_visits * converted.converting_visits) as bigint)
        as converting_visits_by_customer_square_sum,
    cast(sum(converted.converting_visits * of_visitors.visits) as bigint)
        as converting_visits_by_customer_product_sum
from converted
inner join of_visitors
    on of_visitors.period = converted.period
    and of_visitors.visitor_id = converted.visitor_id
    and (
        $segment_table = 'conversions'
        or of_visitors.segment is not distinct from converted.segment
    )
group by converted.period, converted.segment
