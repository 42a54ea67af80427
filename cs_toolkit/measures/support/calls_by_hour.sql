-- When callers call: one row per period, segment, weekday and hour of the reporting zone, also of an
-- hour in which nobody did.
-- needs: calls(call_id, offered_at, outcome)
-- after: merged
-- segment: calls, customers
-- keys: period, segment, weekday, hour
with
offered as (
    select
        periods.period, $segment as segment, local_days.weekday,
        floor(
            (local_days.seconds_of_day + seconds_between(local_days.from_at, calls.offered_at))
            / 3600
        ) as hour,
        case when calls.outcome = 'abandoned' then 1 else 0 end as abandoned
    from calls
    inner join periods
        on calls.offered_at >= periods.starts_at and calls.offered_at < periods.closes_at
    inner join local_days
        on local_days.utc_day = cast(calls.offered_at as date)
        and calls.offered_at >= local_days.from_at and calls.offered_at < local_days.until_at
    left join merged on merged.customer_id = calls.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, calls.customer_id)
    -- a test call is no call
    where calls.outcome <> 'test'
),
hours as (
    select groups.period, groups.segment, days.weekday, places.place - 1 as hour
    from (select distinct period, segment from offered) as groups
    cross join (select distinct weekday from local_days) as days
    cross join places
    where places.place <= 24
)
select
    hours.period, hours.segment, hours.weekday, hours.hour,
    count(offered.abandoned) as offered_calls,
    cast(coalesce(sum(offered.abandoned), 0) as bigint) as abandoned_calls
from hours
left join offered
    on offered.period = hours.period and offered.segment is not distinct from hours.segment
    and offered.weekday = hours.weekday and offered.hour = hours.hour
group by hours.period, hours.segment, hours.weekday, hours.hour
