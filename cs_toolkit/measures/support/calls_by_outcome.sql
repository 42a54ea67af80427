-- What became of calls, those of tests among them: one row per period, segment and outcome.
-- needs: calls(call_id, offered_at, outcome)
-- after: merged
-- segment: calls, customers
-- keys: period, segment, outcome
with
with_outcome as (
    select periods.period, $segment as segment, calls.outcome
    from calls
    inner join periods
        on calls.offered_at >= periods.starts_at and calls.offered_at < periods.closes_at
    left join merged on merged.customer_id = calls.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, calls.customer_id)
)
select period, segment, outcome, count(*) as calls_with_outcome
from with_outcome
group by period, segment, outcome
