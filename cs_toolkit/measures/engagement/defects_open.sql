-- Defects open at a period's end, as last counted for each service: one row per period and segment.
-- needs: service_levels(day, defects_open)
-- segment: service_levels
-- rows: last_counts
-- empty: defects_open
with
counts as (
    select
        periods.period, $segment as segment, service_levels.day, service_levels.service,
        service_levels.defects_open,
        row_number() over (
            partition by periods.period, service_levels.service order by service_levels.day desc
        ) as nth
    from service_levels
    inner join periods
        on service_levels.day >= periods.starts_on and service_levels.day < periods.closes_on
    where service_levels.defects_open is not null
),
last_counts as (
    select period, segment, day, service, defects_open from counts where nth = 1
)
select period, segment, sum(defects_open) as defects_open
from last_counts
group by period, segment
