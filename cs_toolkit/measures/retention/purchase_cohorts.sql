-- Who buys again and for how much, by the period of the first purchase: one row per start period,
-- segment and later period. For a shop without subscriptions. What lies ahead is missing, not 0.
-- needs: orders(order_id, customer_id, ordered_at, amount)
-- after: charged
-- segment: customers
-- keys: cohort, period, segment
-- money: cohort_revenue
with
purchases as (
    select customer_id, segment, ordered_on, charge from charged where is_purchase = 1
),
first_bought as (
    select customer_id, min(ordered_on) as first_on from purchases group by customer_id
),
begun as (
    select periods.period as cohort, first_bought.customer_id
    from first_bought
    inner join periods
        on first_bought.first_on >= periods.starts_on and first_bought.first_on < periods.closes_on
),
segments as (
    select distinct customer_id, segment from purchases
),
sizes as (
    select begun.cohort, segments.segment, count(*) as cohort_size
    from begun
    inner join segments on segments.customer_id = begun.customer_id
    group by begun.cohort, segments.segment
),
bought as (
    select
        periods.period, purchases.customer_id, purchases.segment,
        cast(sum(purchases.charge) as hugeint) as charge
    from purchases
    inner join periods
        on purchases.ordered_on >= periods.starts_on and purchases.ordered_on < periods.closes_on
    group by periods.period, purchases.customer_id, purchases.segment
)
select
    sizes.cohort, periods.period, sizes.segment, sizes.cohort_size,
    cast(count(bought.customer_id) as bigint) as cohort_buyers,
    amount(coalesce(sum(bought.charge), 0)) as cohort_revenue
from sizes
inner join periods as cohort_period on cohort_period.period = sizes.cohort
inner join periods on periods.starts_on >= cohort_period.starts_on
inner join begun on begun.cohort = sizes.cohort
inner join segments
    on segments.customer_id = begun.customer_id
    and segments.segment is not distinct from sizes.segment
left join bought
    on bought.period = periods.period and bought.customer_id = begun.customer_id
    and bought.segment is not distinct from sizes.segment
group by sizes.cohort, periods.period, sizes.segment, sizes.cohort_size
