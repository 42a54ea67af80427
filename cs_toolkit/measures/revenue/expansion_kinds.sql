-- Expansion by kind: one row per period and segment. The kinds add up to the expansion exactly.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: changes, growth_kinds
-- segment: subscriptions, customers
-- rows: expansions
-- money: upsell_mrr, cross_sell_mrr, upgrade_mrr, price_change_mrr, usage_growth_mrr, expansion, upsold
with
products as (
    select
        period, customer_id, segment, product,
        case when subscription_id is null then 1 else 0 end as is_use,
        cast(sum(moved - starting) as hugeint) as growth
    from held
    group by
        period, customer_id, segment, product,
        case when subscription_id is null then 1 else 0 end
),
-- within each segment the products that grew, largest first, until its expansion is used up
grown as (
    select
        products.period, products.customer_id, products.segment, products.product,
        products.is_use, products.growth, changes.change,
        cast(sum(products.growth) over (
            partition by products.period, products.customer_id, products.segment
            order by products.growth desc, coalesce(products.product, ''), products.is_use
            rows between unbounded preceding and current row
        ) as hugeint) as used
    from products
    inner join changes
        on changes.period = products.period and changes.customer_id = products.customer_id
        and changes.segment is not distinct from products.segment
    where changes.state = 'retained' and changes.net > 0 and changes.change > 0
        and products.growth > 0
),
shares as (
    select
        grown.period, grown.segment, grown.customer_id, grown.product,
        -- a product that shrank on the whole moved between segments at another price
        coalesce(growth_kinds.kind, 'same_plan') as kind,
        case
            when grown.used - grown.growth >= grown.change then 0
            when grown.used > grown.change then grown.change - (grown.used - grown.growth)
            else grown.growth
        end as expansion,
        coalesce(growth_kinds.by_quantity, 0) as by_quantity,
        coalesce(growth_kinds.growth, 0) as growth
    from grown
    left join growth_kinds
        on growth_kinds.period = grown.period and growth_kinds.customer_id = grown.customer_id
        and growth_kinds.product is not distinct from grown.product
        and growth_kinds.is_use = grown.is_use
),
expansions as (
    select
        period, segment, customer_id, product, kind, expansion,
        case
            when kind <> 'same_plan' or by_quantity <= 0 then 0
            when by_quantity >= growth then expansion
            else cast(floor(
                cast(expansion as double) * cast(by_quantity as double) / cast(growth as double)
                + 0.5
            ) as hugeint)
        end as upsold
    from shares
)
select
    period, segment,
    amount(sum(upsold)) as upsell_mrr,
    amount(sum(case when kind = 'cross_sell' then expansion else 0 end)) as cross_sell_mrr,
    amount(sum(case when kind = 'upgrade' then expansion else 0 end)) as upgrade_mrr,
    amount(sum(case when kind = 'same_plan' then expansion - upsold else 0 end))
        as price_change_mrr,
    amount(sum(case when kind = 'usage' then expansion else 0 end)) as usage_growth_mrr
from expansions
group by period, segment
