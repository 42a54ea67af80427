-- Customers from whom nothing has been seen for longer than usual: one row per period and segment.
-- needs: orders(order_id, customer_id, ordered_at, amount) or usage_events(user_id, occurred_at)
-- after: silence
-- segment: customers
-- rows: silent
with
seen as (
    select customer_id, seen_on from purchase_days
    union all
    select customer_id, seen_on from activity_days
),
last_seen as (
    select periods.period, seen.customer_id, max(cast(seen.seen_on as timestamp)) as last_seen_on
    from seen
    inner join periods on seen.seen_on < periods.closes_on
    group by periods.period, seen.customer_id
),
silent as (
    select
        known.period, $segment as segment, known.customer_id, last_seen.last_seen_on,
        case
            when seconds_between(
                coalesce(
                    case
                        when known.signed_up_on > last_seen.last_seen_on then known.signed_up_on
                        else last_seen.last_seen_on
                    end,
                    known.signed_up_on
                ),
                known.closes_on
            ) <= known.patience then 0
            else 1
        end as is_inactive
    from known
    left join last_seen
        on last_seen.period = known.period and last_seen.customer_id = known.customer_id
    left join customers on customers.customer_id = known.customer_id
)
select
    period, segment, count(*) as known_customers, sum(is_inactive) as inactive_customers
from silent
group by period, segment
