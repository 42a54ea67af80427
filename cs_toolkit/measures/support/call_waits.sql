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
),
-- the calls of one customer are alike; a call of nobody known stands for itself
of_customers as (
    select
        period, segment, count(*) as offered, sum(answered) as answered,
        cast(sum(wait_seconds) as double) as wait_seconds,
        sum(wait_seconds * wait_seconds) as square_wait_seconds,
        cast(sum(answered * wait_seconds) as double) as answered_wait_seconds,
        sum(answered * wait_seconds * wait_seconds) as square_answered_wait_seconds,
        sum(case when answered = 1 and wait_seconds <= $service_level_seconds then 1 else 0 end)
            as in_time,
        -- queued: had to wait at all
        sum(case when wait_seconds > 0 then 1 else 0 end) as queued,
        sum(case when wait_seconds > 0 and outcome = 'abandoned' then 1 else 0 end)
            as queued_abandoned
    from waiting
    group by period, segment, customer_id, case when customer_id is null then call_id end
)
select
    period, segment,
    sum(wait_seconds) as wait_seconds,
    sum(square_wait_seconds) as wait_seconds_square_sum,
    sum(answered_wait_seconds) as answered_wait_seconds,
    sum(square_answered_wait_seconds) as answered_wait_seconds_square_sum,
    cast(sum(in_time) as bigint) as calls_answered_in_time,
    cast(sum(queued) as bigint) as queued_calls,
    cast(sum(queued_abandoned) as bigint) as queued_abandoned_calls,
    sum(wait_seconds * wait_seconds) as wait_seconds_by_customer_square_sum,
    sum(wait_seconds * offered) as wait_seconds_by_customer_product_sum,
    sum(answered_wait_seconds * answered_wait_seconds)
        as answered_wait_seconds_by_customer_square_sum,
    sum(answered_wait_seconds * answered) as answered_wait_seconds_by_customer_product_sum,
    cast(sum(in_time * in_time) as bigint) as calls_answered_in_time_by_customer_square_sum,
    cast(sum(in_time * offered) as bigint) as calls_answered_in_time_by_customer_product_sum,
    sum(case when queued > 0 then 1 else 0 end) as customers_behind_queued_calls,
    cast(sum(queued * queued) as bigint) as queued_calls_by_customer_square_sum,
    cast(sum(queued_abandoned * queued_abandoned) as bigint)
        as queued_abandoned_calls_by_customer_square_sum,
    cast(sum(queued_abandoned * queued) as bigint)
        as queued_abandoned_calls_by_customer_product_sum
from of_customers
group by period, segment
