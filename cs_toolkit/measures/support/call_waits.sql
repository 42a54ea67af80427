-- How long callers waited: one row per period and segment.
-- needs: calls(call_id, offered_at, outcome, wait_seconds)
-- after: merged
-- segment: calls, customers
-- rows: waiting
with
waiting as (
    select
        periods.period, $segment as segment, calls.call_id,
        coalesce(merged.merged_into, calls.customer_id) as customer_id, calls.offered_at,
        calls.agent, calls.queue, calls.outcome,
        calls.wait_seconds,
        case when calls.outcome = 'answered' then 1 else 0 end as answered
    from calls
    inner join periods
        on calls.offered_at >= periods.starts_at and calls.offered_at < periods.closes_at
    left join merged on merged.customer_id = calls.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, calls.customer_id)
    -- a test call is no call
    where calls.outcome <> 'test'
)
select
    period, segment,
    sum(wait_seconds) as wait_seconds,
    sum(wait_seconds * wait_seconds) as wait_seconds_square_sum,
    sum(case when answered = 1 then wait_seconds else 0 end) as answered_wait_seconds,
    sum(case when answered = 1 then wait_seconds * wait_seconds else 0 end)
        as answered_wait_seconds_square_sum,
    sum(case when answered = 1 and wait_seconds <= $service_level_seconds then 1 else 0 end)
        as calls_answered_in_time,
    -- queued: had to wait at all
    sum(case when wait_seconds > 0 then 1 else 0 end) as queued_calls,
    sum(case when wait_seconds > 0 and outcome = 'abandoned' then 1 else 0 end)
        as queued_abandoned_calls
from waiting
group by period, segment
