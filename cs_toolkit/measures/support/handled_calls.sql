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
)
select
    period, segment,
    sum(handled) as handled_calls,
    sum(handled * coalesce(talk_seconds, 0)) as talk_seconds,
    sum(handled * hold_seconds) as hold_seconds,
    sum(handled * wrap_seconds) as wrap_seconds,
    sum(handled * service_seconds * service_seconds) as handle_seconds_square_sum,
    sum(service_seconds) as service_seconds,
    sum(service_seconds * service_seconds) as service_seconds_square_sum
from answered
group by period, segment
