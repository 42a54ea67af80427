-- How long answered calls took: one row per period and segment.
-- needs: calls(call_id, offered_at, outcome, talk_seconds)
-- after: merged
-- segment: calls, customers
-- rows: answered
with
answered as (
    select
        periods.period, $segment as segment, calls.call_id,
        coalesce(merged.merged_into, calls.customer_id) as customer_id, calls.offered_at,
        calls.agent, calls.queue, calls.talk_seconds,
        coalesce(calls.hold_seconds, 0) as hold_seconds,
        coalesce(calls.wrap_seconds, 0) as wrap_seconds,
        coalesce(calls.talk_seconds, 0) + coalesce(calls.hold_seconds, 0)
            + coalesce(calls.wrap_seconds, 0) as service_seconds,
        -- handled: somebody talked. A talk of 0 seconds is one, an unknown talk is none
        case when calls.talk_seconds is not null then 1 else 0 end as handled
    from calls
    inner join periods
        on calls.offered_at >= periods.starts_at and calls.offered_at < periods.closes_at
    left join merged on merged.customer_id = calls.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, calls.customer_id)
    where calls.outcome = 'answered'
),
-- the calls of one customer are alike; a call of nobody known stands for itself
of_customers as (
    select
        period, segment, sum(handled) as handled,
        sum(handled * coalesce(talk_seconds, 0)) as talk_seconds,
        sum(handled * hold_seconds) as hold_seconds,
        sum(handled * wrap_seconds) as wrap_seconds,
        cast(sum(handled * service_seconds) as double) as handle_seconds,
        sum(handled * service_seconds * service_seconds) as square_handle_seconds,
        count(*) as answered, cast(sum(service_seconds) as double) as service_seconds,
        sum(service_seconds * service_seconds) as square_service_seconds
    from answered
    group by period, segment, customer_id, case when customer_id is null then call_id end
)
select
    period, segment,
    cast(sum(handled) as bigint) as handled_calls,
    sum(talk_seconds) as talk_seconds,
    sum(hold_seconds) as hold_seconds,
    sum(wrap_seconds) as wrap_seconds,
    sum(square_handle_seconds) as handle_seconds_square_sum,
    sum(service_seconds) as service_seconds,
    sum(square_service_seconds) as service_seconds_square_sum,
    sum(case when handled > 0 then 1 else 0 end) as customers_behind_handled_calls,
    cast(sum(handled * handled) as bigint) as handled_calls_by_customer_square_sum,
    sum(handle_seconds * handle_seconds) as handle_seconds_by_customer_square_sum,
    sum(handle_seconds * handled) as handle_seconds_by_customer_product_sum,
    sum(service_seconds * service_seconds) as service_seconds_by_customer_square_sum,
    sum(service_seconds * answered) as service_seconds_by_customer_product_sum
from of_customers
group by period, segment
