-- Time scheduled and time down: one row per period and segment.
-- needs: service_levels(day, downtime_seconds, scheduled_seconds)
-- segment: service_levels
-- rows: service_days
with
-- a day on which one of the two is unknown says nothing
service_days as (
    select
        periods.period, $segment as segment, service_levels.day, service_levels.service,
        service_levels.downtime_seconds, service_levels.scheduled_seconds
    from service_levels
    inner join periods
        on service_levels.day >= periods.starts_on and service_levels.day < periods.closes_on
    where
        service_levels.downtime_seconds is not null
        and service_levels.scheduled_seconds is not null
)
select
    period, segment,
    sum(downtime_seconds) as downtime_seconds,
    sum(scheduled_seconds) as scheduled_seconds
from service_days
group by period, segment
