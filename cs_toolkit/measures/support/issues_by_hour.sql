-- When issues are opened: one row per period, segment, weekday and hour of the reporting zone, also of
-- an hour in which none was.
-- needs: tickets(ticket_id, opened_at)
-- after: issues
-- segment: tickets, customers
-- keys: period, segment, weekday, hour
with
opened as (
    select
        periods.period, issues.segment, local_days.weekday,
        floor(
            (local_days.seconds_of_day + seconds_between(local_days.from_at, issues.opened_at))
            / 3600
        ) as hour,
        case when issues.is_complaint then 1 else 0 end as complaint
    from issues
    inner join periods
        on issues.opened_at >= periods.starts_at and issues.opened_at < periods.closes_at
    inner join local_days
        on local_days.utc_day = cast(issues.opened_at as date)
        and issues.opened_at >= local_days.from_at and issues.opened_at < local_days.until_at
),
hours as (
    select groups.period, groups.segment, days.weekday, places.place - 1 as hour
    from (select distinct period, segment from opened) as groups
    cross join (select distinct weekday from local_days) as days
    cross join places
    where places.place <= 24
)
select
    hours.period, hours.segment, hours.weekday, hours.hour,
    count(opened.complaint) as issues,
    cast(coalesce(sum(opened.complaint), 0) as bigint) as complaints_opened
from hours
left join opened
    on opened.period = hours.period and opened.segment is not distinct from hours.segment
    and opened.weekday = hours.weekday and opened.hour = hours.hour
group by hours.period, hours.segment, hours.weekday, hours.hour
