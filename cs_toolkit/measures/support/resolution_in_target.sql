-- Issues whose time for a resolution is up, and those that were resolved within it, still so: one row per period
-- and segment.
-- needs: tickets(ticket_id, opened_at, resolved_at|first_resolved_at|last_resolved_at)
-- settings: service_targets
-- after: targeted
-- segment: tickets, customers
-- rows: judged_by_target
with
due as (
    select
        periods.period, targeted.segment, targeted.ticket_id, targeted.customer_id, targeted.opened_at,
        targeted.priority, targeted.schedule, targeted.resolution_target as target_seconds,
        targeted.opened_at as wait_starts_at, resolutions.resolved_at as ended_at, last_known.known_at
    from targeted
    inner join periods
        on targeted.opened_at >= periods.starts_at and targeted.opened_at < periods.closes_at
    cross join last_known
    left join resolutions
        on resolutions.ticket_id = targeted.ticket_id and resolutions.undone_at is null
    where targeted.resolution_target is not null
),
timed as (
    select
        due.*,
        case
            when $service_hours = 'business_hours'
                then cast(
                    worked_by(closes, due.ended_at) - worked_by(opens, due.wait_starts_at) as double
                )
            else seconds_between(due.wait_starts_at, due.ended_at)
        end as seconds,
        case
            when $service_hours = 'business_hours'
                then cast(
                    worked_by(known, due.known_at) - worked_by(opens, due.wait_starts_at) as double
                )
            else seconds_between(due.wait_starts_at, due.known_at)
        end as seconds_known
    from due
    left join business_hours as opens
        on opens.schedule = due.schedule
        and opens.utc_day = cast(due.wait_starts_at as date)
        and due.wait_starts_at >= opens.from_at and due.wait_starts_at < opens.until_at
    left join business_hours as closes
        on closes.schedule = due.schedule
        and closes.utc_day = cast(due.ended_at as date)
        and due.ended_at >= closes.from_at and due.ended_at < closes.until_at
    left join business_hours as known
        on known.schedule = due.schedule
        and known.utc_day = cast(due.known_at as date)
        and due.known_at >= known.from_at and due.known_at < known.until_at
),
-- an issue is judged when its time is up, whether or not it was served by then: the quick ones first
-- would make the newest look best
judged_by_target as (
    select
        period, segment, ticket_id, customer_id, opened_at, priority, target_seconds, wait_starts_at,
        ended_at, seconds,
        case when seconds <= target_seconds then 1 else 0 end as in_target
    from timed
    where seconds_known >= target_seconds
),
-- the issues of one customer are alike; an issue of nobody known stands for itself
of_customers as (
    select
        period, segment,
        count(*) as cases,
        sum(in_target) as issues_resolved_in_target
    from judged_by_target
    group by period, segment, customer_id, case when customer_id is null then ticket_id end
)
select
    period, segment,
    cast(sum(cases) as bigint) as issues_due_a_resolution,
    cast(sum(issues_resolved_in_target) as bigint) as issues_resolved_in_target,
    count(*) as customers_behind_issues_due_a_resolution,
    cast(sum(cases * cases) as bigint) as issues_due_a_resolution_by_customer_square_sum,
    cast(sum(issues_resolved_in_target * issues_resolved_in_target) as bigint) as issues_resolved_in_target_by_customer_square_sum,
    cast(sum(issues_resolved_in_target * cases) as bigint) as issues_resolved_in_target_by_customer_product_sum
from of_customers
group by period, segment
