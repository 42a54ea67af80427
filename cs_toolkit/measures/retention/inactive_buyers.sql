-- Customers who have bought nothing for longer than usual, however active they are otherwise:
-- one row per period and segment.
-- needs: orders(order_id, customer_id, ordered_at, amount)
-- after: silence
-- segment: customers
-- rows: silent
with
last_bought as (
    select
        periods.period, purchase_days.customer_id,
        max(cast(purchase_days.seen_on as timestamp)) as last_bought_on
    from purchase_days
    inner join periods on purchase_days.seen_on < periods.closes_on
    group by periods.period, purchase_days.customer_id
),
silent as (
    select
        known.period, $segment as segment, known.customer_id, last_bought.last_bought_on,
        case
            when seconds_between(
                coalesce(last_bought.last_bought_on, known.signed_up_on), known.closes_on
            ) <= known.patience then 0
            else 1
        end as is_inactive
    from known
    left join last_bought
        on last_bought.period = known.period and last_bought.customer_id = known.customer_id
    left join customers on customers.customer_id = known.customer_id
)
select period, segment, sum(is_inactive) as purchase_inactive_customers
from silent
group by period, segment
