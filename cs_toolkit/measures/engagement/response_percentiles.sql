-- How long the product takes to answer, from the histograms: one row per period and segment.
-- needs: service_levels(day, response_histogram)
-- segment: service_levels
-- rows: buckets
-- empty: response_seconds_median, response_seconds_p90, response_seconds_p95
with
-- a histogram reads "50:523;100:311": 523 requests within 50, 311 more within 100
written as (
    select
        periods.period, $segment as segment, service_levels.day, service_levels.service,
        replace(
            replace(
                replace(
                    replace(replace(service_levels.response_histogram, ' ', ''), '{', ''), '}', ''
                ),
                '"', ''
            ),
            ',', ';'
        ) as histogram
    from service_levels
    inner join periods
        on service_levels.day >= periods.starts_on and service_levels.day < periods.closes_on
    where service_levels.response_histogram is not null
),
parts as (
    select
        written.period, written.segment, written.day, written.service,
        split_part(written.histogram, ';', places.place) as part
    from written
    cross join places
),
buckets as (
    select
        period, segment, day, service,
        cast(split_part(part, ':', 1) as double)
            / case when $response_histogram_unit = 'seconds' then 1 else 1000 end as within_seconds,
        cast(split_part(part, ':', 2) as double) as requests
    from parts
    where part <> ''
),
added as (
    select period, segment, within_seconds, sum(requests) as requests
    from buckets
    group by period, segment, within_seconds
),
rising as (
    select
        period, segment, within_seconds, requests,
        lag(within_seconds, 1, 0.0) over (partition by period, segment order by within_seconds)
            as from_seconds,
        sum(requests) over (
            partition by period, segment order by within_seconds
            rows between unbounded preceding and current row
        ) - requests as requests_before,
        sum(requests) over (partition by period, segment) as all_requests
    from added
),
-- linear within the bucket in which the percentile falls
found as (
    select
        rising.period, rising.segment, shares.share,
        rising.from_seconds
            + (rising.within_seconds - rising.from_seconds)
            * (shares.share * rising.all_requests - rising.requests_before) / rising.requests
            as seconds
    from rising
    cross join (
        select cast(share as double) as share from (values (0.5), (0.9), (0.95)) as given(share)
    ) as shares
    where
        rising.requests > 0
        and rising.requests_before < shares.share * rising.all_requests
        and shares.share * rising.all_requests <= rising.requests_before + rising.requests
)
select
    period, segment,
    min(case when share = 0.5 then seconds end) as response_seconds_median,
    min(case when share = 0.9 then seconds end) as response_seconds_p90,
    min(case when share = 0.95 then seconds end) as response_seconds_p95
from found
group by period, segment
