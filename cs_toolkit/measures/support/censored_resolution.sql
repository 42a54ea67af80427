-- The median time to resolution with open issues counted for as long as they have been open: the
-- Kaplan–Meier median of the issues opened in a period. One row per period and segment.
-- needs: tickets(ticket_id, opened_at, resolved_at|first_resolved_at|last_resolved_at)
-- after: issues
-- segment: tickets, customers
-- rows: followed
-- empty: resolution_seconds_censored_median
with
-- followed from the opening until the resolution that stands, or until the last known moment
followed as (
    select
        periods.period, issues.segment, issues.ticket_id, issues.customer_id, issues.opened_at,
        resolutions.resolved_at,
        case when resolutions.resolved_at is null then 0 else 1 end as ended,
        seconds_between(
            issues.opened_at, coalesce(resolutions.resolved_at, last_known.known_at)
        ) as seconds
    from issues
    inner join periods
        on issues.opened_at >= periods.starts_at and issues.opened_at < periods.closes_at
    inner join last_known on last_known.known_at >= periods.closes_at
    left join resolutions
        on resolutions.ticket_id = issues.ticket_id and resolutions.undone_at is null
),
-- at each time at which issues ended: how many, and how many had been followed until then
steps_down as (
    select
        period, segment, seconds, ended,
        sum(still) over (
            partition by period, segment order by seconds desc
            rows between unbounded preceding and current row
        ) as at_risk
    from (
        select
            period, segment, seconds, sum(ended) as ended, count(*) as still
        from followed
        group by period, segment, seconds
    ) as times
),
-- the share still open after each time: the product of the shares that stayed open
curve as (
    select
        period, segment, seconds,
        case
            when ended = at_risk then 0
            else exp(
                sum(
                    case when ended < at_risk then ln(1 - cast(ended as double) / at_risk) else 0 end
                ) over (
                    partition by period, segment order by seconds
                    rows between unbounded preceding and current row
                )
            )
        end as still_open
    from steps_down
    where ended > 0
)
select
    period, segment,
    -- a share that should be one half may come out a hair above it
    min(case when still_open <= 0.5 + 0.000000001 then seconds end)
        as resolution_seconds_censored_median
from curve
group by period, segment
