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
),
-- the calls of one customer are alike; a call of nobody known stands for itself
of_customers as (
    select
        period, segment, count(*) as offered,
        sum(case when outcome = 'answered' then 1 else 0 end) as answered,
        sum(case when outcome = 'abandoned' then 1 else 0 end) as abandoned,
        -- given up at once: a wrong number rather than lost patience
        sum(
            case
                when outcome = 'abandoned' and wait_seconds < $short_abandon_seconds then 1
                else 0
            end
        ) as at_once
    from offered
    group by period, segment, customer_id, case when customer_id is null then call_id end
)
select
    period, segment,
    cast(sum(offered) as bigint) as offered_calls,
    cast(sum(answered) as bigint) as answered_calls,
    cast(sum(answered) as bigint) as completed_calls,
    cast(sum(abandoned) as bigint) as abandoned_calls,
    cast(sum(at_once) as bigint) as short_abandons,
    count(*) as customers_behind_offered_calls,
    cast(sum(offered * offered) as bigint) as offered_calls_by_customer_square_sum,
    cast(sum(abandoned * abandoned) as bigint) as abandoned_calls_by_customer_square_sum,
    cast(sum(abandoned * offered) as bigint) as abandoned_calls_by_customer_product_sum,
    sum(case when answered > 0 then 1 else 0 end) as customers_behind_answered_calls,
    cast(sum(answered * answered) as bigint) as answered_calls_by_customer_square_sum,
    -- without those given up at once
    sum(case when offered > at_once then 1 else 0 end) as customers_behind_lasting_calls,
    cast(sum((offered - at_once) * (offered - at_once)) as bigint)
        as lasting_calls_by_customer_square_sum,
    cast(sum((abandoned - at_once) * (abandoned - at_once)) as bigint)
        as lasting_abandons_by_customer_square_sum,
    cast(sum((abandoned - at_once) * (offered - at_once)) as bigint)
        as lasting_abandons_by_customer_product_sum
from of_customers
group by period, segment
