-- Calls offered, answered, given up: one row per period and segment.
-- needs: calls(call_id, offered_at, outcome)
-- segment: calls, customers
-- rows: offered
with
-- a call counts in the period in which it was offered
offered as (
    select
        periods.period, $segment as segment, calls.call_id, calls.customer_id, calls.offered_at,
        calls.agent, calls.queue, calls.outcome, calls.wait_seconds,
        calls.talk_seconds, calls.hold_seconds, calls.wrap_seconds,
        coalesce(calls.talk_seconds, 0) + coalesce(calls.hold_seconds, 0)
            + coalesce(calls.wrap_seconds, 0) as service_seconds,
        case when calls.outcome = 'answered' then 1 else 0 end as answered,
        -- handled: somebody talked; a talk of 0 seconds is one, a talk unknown is none
        case when calls.outcome = 'answered' and calls.talk_seconds is not null then 1 else 0 end
            as handled
    from calls
    inner join periods
        on calls.offered_at >= periods.starts_at and calls.offered_at < periods.closes_at
    left join customers on customers.customer_id = calls.customer_id
)
select
    period, segment,
    count(*) as offered_calls,
    sum(answered) as answered_calls,
    sum(answered) as completed_calls,
    sum(1 - answered) as abandoned_calls,
    -- given up at once: a wrong number rather than lost patience
    sum(case when answered = 0 and wait_seconds < $short_abandon_seconds then 1 else 0 end)
        as short_abandons,
    sum(handled) as handled_calls,
    sum(case when handled = 1 then talk_seconds else 0 end) as talk_seconds,
    sum(case when handled = 1 then coalesce(hold_seconds, 0) else 0 end) as hold_seconds,
    sum(case when handled = 1 then coalesce(wrap_seconds, 0) else 0 end) as wrap_seconds,
    sum(case when handled = 1 then service_seconds * service_seconds else 0 end)
        as handle_seconds_square_sum,
    sum(case when answered = 1 then service_seconds else 0 end) as service_seconds,
    sum(case when answered = 1 then service_seconds * service_seconds else 0 end)
        as service_seconds_square_sum
from offered
group by period, segment
