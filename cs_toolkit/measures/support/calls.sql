-- Calls offered, answered, given up: one row per period and segment.
-- needs: calls(call_id, offered_at, outcome)
-- after: merged
-- segment: calls, customers
-- rows: offered
with
-- a call counts in the period in which it was offered
offered as (
    select
        periods.period, $segment as segment, calls.call_id,
        coalesce(merged.merged_into, calls.customer_id) as customer_id, calls.offered_at,
        calls.agent, calls.queue, calls.outcome, calls.wait_seconds
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
    count(*) as offered_calls,
    sum(case when outcome = 'answered' then 1 else 0 end) as answered_calls,
    sum(case when outcome = 'answered' then 1 else 0 end) as completed_calls,
    sum(case when outcome = 'abandoned' then 1 else 0 end) as abandoned_calls,
    -- given up at once: a wrong number rather than lost patience
    sum(
        case when outcome = 'abandoned' and wait_seconds < $short_abandon_seconds then 1 else 0 end
    ) as short_abandons
from offered
group by period, segment
