-- Expansion by kind: one row per period and segment. The kinds add up to the expansion exactly.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: changes
-- segment: subscriptions, customers
-- rows: expansions
-- money: upsell_mrr, cross_sell_mrr, upgrade_mrr, expansion
with
-- the plans of each customer's products at both ends; where products are not told they are all one
plans as (
    select
        period, customer_id, product, plan,
        cast(sum(starting) as bigint) as starting, cast(sum(moved) as bigint) as moved
    from held
    group by period, customer_id, product, plan
),
-- a product that was not there is a cross-sell; a plan that took another's place is an upgrade
kinds as (
    select
        period, customer_id, product,
        case
            when sum(starting) = 0 then 'cross_sell'
            when sum(case when starting > 0 and moved = 0 then 1 else 0 end) > 0
                and sum(case when starting = 0 and moved > 0 then 1 else 0 end) > 0
                then 'upgrade'
            else 'upsell'
        end as kind
    from plans
    group by period, customer_id, product
),
products as (
    select
        period, customer_id, segment, product,
        cast(sum(moved - starting) as bigint) as growth
    from held
    group by period, customer_id, segment, product
),
-- within each segment the products that grew, largest first, until its expansion is used up
grown as (
    select
        products.period, products.customer_id, products.segment, products.product,
        products.growth, changes.change,
        cast(sum(products.growth) over (
            partition by products.period, products.customer_id, products.segment
            order by products.growth desc, coalesce(products.product, '')
            rows between unbounded preceding and current row
        ) as bigint) as used
    from products
    inner join changes
        on changes.period = products.period and changes.customer_id = products.customer_id
        and changes.segment is not distinct from products.segment
    where changes.state = 'retained' and changes.net > 0 and changes.change > 0
        and products.growth > 0
),
expansions as (
    select
        grown.period, grown.segment, grown.customer_id, grown.product, kinds.kind,
        case
            when grown.used - grown.growth >= grown.change then 0
            when grown.used > grown.change then grown.change - (grown.used - grown.growth)
            else grown.growth
        end as expansion
    from grown
    inner join kinds
        on kinds.period = grown.period and kinds.customer_id = grown.customer_id
        and kinds.product is not distinct from grown.product
)
select
    period, segment,
    cast(sum(case when kind = 'upsell' then expansion else 0 end) as bigint) as upsell_mrr,
    cast(sum(case when kind = 'cross_sell' then expansion else 0 end) as bigint)
        as cross_sell_mrr,
    cast(sum(case when kind = 'upgrade' then expansion else 0 end) as bigint) as upgrade_mrr
from expansions
group by period, segment
