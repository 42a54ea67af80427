-- Requests and the time that the product took to answer them: one row per period and segment.
-- needs: service_levels(day, requests, response_seconds_sum)
-- segment: service_levels
-- rows: service_days
with
service_days as (
    select
        periods.period, $segment as segment, service_levels.day, service_levels.service,
        service_levels.requests, service_levels.response_seconds_sum
    from service_levels
    inner join periods
        on service_levels.day >= periods.starts_on and service_levels.day < periods.closes_on
    where
        service_levels.requests is not null and service_levels.response_seconds_sum is not null
)
select
    period, segment,
    sum(requests) as requests,
    sum(response_seconds_sum) as response_seconds
from service_days
group by period, segment
