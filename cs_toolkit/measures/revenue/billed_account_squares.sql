-- Customers by what they were billed in the period, and whether they paid at its two ends: for the
-- interval of what an account is billed. One row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on), orders(order_id, customer_id, ordered_at, amount)
-- after: held, charged
-- segment: customers
-- rows: sizes
with
parts as (
    select
        periods.period, charged.segment, charged.customer_id,
        cast(sum(charged.charge) as hugeint) as billed, 0 as starting, 0 as ending
    from charged
    inner join periods
        on charged.ordered_on >= periods.starts_on and charged.ordered_on < periods.closes_on
    group by periods.period, charged.segment, charged.customer_id
    union all
    select
        period, segment, customer_id, 0 as billed,
        case when sum(starting) > 0 then 1 else 0 end as starting,
        case when sum(ending) > 0 then 1 else 0 end as ending
    from held
    group by period, segment, customer_id
),
sizes as (
    select
        period, segment, customer_id,
        amount(sum(billed)) as billed, cast(sum(starting) as bigint) as starting,
        cast(sum(ending) as bigint) as ending
    from parts
    group by period, segment, customer_id
)
select
    period, segment,
    count(*) as customers_billed_or_paying,
    product_sum(billed, billed) as billed_by_customer_square_sum,
    cast(sum((starting + ending) * (starting + ending)) as bigint)
        as billed_accounts_by_customer_square_sum,
    product_sum(billed, starting + ending) as billed_accounts_product_sum
from sizes
group by period, segment
