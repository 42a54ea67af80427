-- Customers by what they brought in the period, and whether they paid at its two ends: for the intervals
-- of what an account brings. One row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: held, accrued
-- segment: subscriptions, customers
-- rows: sizes
with
parts as (
    select
        period, segment, customer_id, cast(sum(revenue) as hugeint) as revenue, 0 as starting,
        0 as ending
    from accrued
    group by period, segment, customer_id
    union all
    select
        period, segment, customer_id, 0 as revenue,
        case when sum(starting) > 0 then 1 else 0 end as starting,
        case when sum(ending) > 0 then 1 else 0 end as ending
    from held
    group by period, segment, customer_id
),
sizes as (
    select
        period, segment, customer_id,
        amount(sum(revenue)) as revenue, cast(sum(starting) as bigint) as starting,
        cast(sum(ending) as bigint) as ending
    from parts
    group by period, segment, customer_id
)
select
    period, segment,
    count(*) as customers_with_revenue,
    product_sum(revenue, revenue) as revenue_by_customer_square_sum,
    cast(sum((starting + ending) * (starting + ending)) as bigint)
        as accounts_by_customer_square_sum,
    product_sum(revenue, starting + ending) as revenue_accounts_product_sum,
    product_sum(revenue, ending) as revenue_of_ending_accounts
from sizes
group by period, segment
