-- Defects found: one row per period and segment.
-- needs: service_levels(day, defects_opened)
-- segment: service_levels
-- rows: service_days
with
service_days as (
    select
        periods.period, $segment as segment, service_levels.day, service_levels.service,
        service_levels.defects_opened
    from service_levels
    inner join periods
        on service_levels.day >= periods.starts_on and service_levels.day < periods.closes_on
)
select period, segment, sum(coalesce(defects_opened, 0)) as defects_opened
from service_days
group by period, segment
