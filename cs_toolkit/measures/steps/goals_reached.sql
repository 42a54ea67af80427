-- Goals that visitors reached in a period.
-- a conversion of a lead whom no visit is known of belongs to the leads; for one without a channel or
-- page of its own, those of the visitor's first visit are there to split it by. The order bears a
-- name that no further column of a company's visits is likely to bear
came as (
    select distinct periods.period, visits.visitor_id
    from visits
    inner join periods
        on visits.visited_at >= periods.starts_at and visits.visited_at < periods.closes_at
    where visits.visitor_id is not null
),
goals_reached as (
    select
        periods.period, $segment as segment, conversions.conversion_id, conversions.goal,
        conversions.converted_at, conversions.visitor_id,
        -- somebody who did not come in the period is none of its visitors
        came.visitor_id as visitor_of_period
    from conversions
    inner join periods
        on conversions.converted_at >= periods.starts_at
        and conversions.converted_at < periods.closes_at
    left join came
        on came.period = periods.period and came.visitor_id = conversions.visitor_id
    left join (
        select *
        from (
            select
                *, row_number() over (partition by visitor_id order by visited_at) as kit_order
            from visits
            where visitor_id is not null
        ) as numbered
        where kit_order = 1
    ) as visits
        on visits.visitor_id = conversions.visitor_id
    where conversions.visitor_id is not null or conversions.lead_id is null
)
