-- How each customer's products grew: newly sold, exchanged, more of them, a higher price, more use.
-- after: held
-- what a customer pays for a product at both ends; products without a name are all one, and charges
-- by use (no subscription) are one of their own
contracts as (
    select
        period, customer_id, product, plan, subscription_id,
        case when subscription_id is null then 1 else 0 end as is_use,
        cast(sum(starting) as hugeint) as starting, cast(sum(moved) as hugeint) as moved,
        sum(starting_seats) as starting_seats, sum(closing_seats) as closing_seats,
        sum(unknown_seats) as unknown_seats
    from held
    group by period, customer_id, product, plan, subscription_id
),
plans as (
    select
        period, customer_id, product, plan, is_use,
        cast(sum(starting) as hugeint) as starting, cast(sum(moved) as hugeint) as moved
    from contracts
    group by period, customer_id, product, plan, is_use
),
exchanged as (
    select
        period, customer_id, product, is_use,
        case
            when sum(case when starting > 0 and moved = 0 then 1 else 0 end) > 0
                and sum(case when starting = 0 and moved > 0 then 1 else 0 end) > 0
                then 1
            else 0
        end as is_upgrade
    from plans
    group by period, customer_id, product, is_use
),
quantities as (
    select
        period, customer_id, product, is_use,
        cast(sum(starting) as hugeint) as starting,
        cast(sum(moved - starting) as hugeint) as growth,
        -- of the contracts that go on, if they became dearer
        cast(sum(
            case when starting > 0 and moved > starting then moved - starting else 0 end
        ) as hugeint) as dearer,
        sum(case when moved > 0 then 1 else 0 end) - sum(case when starting > 0 then 1 else 0 end)
            as more_contracts,
        sum(starting_seats) as starting_seats, sum(closing_seats) as closing_seats,
        sum(unknown_seats) as unknown_seats
    from contracts
    group by period, customer_id, product, is_use
),
-- within the same plan more seats are an upsell at the old price, a further contract is one at its
-- own, and the rest of the growth is a change of price
growth_kinds as (
    select
        quantities.period, quantities.customer_id, quantities.product, quantities.is_use,
        quantities.growth,
        case
            when quantities.is_use = 1 then 'usage'
            when quantities.starting = 0 then 'cross_sell'
            when exchanged.is_upgrade = 1 then 'upgrade'
            else 'same_plan'
        end as kind,
        case
            when quantities.unknown_seats = 0 and quantities.starting_seats > 0
                then case
                    when quantities.closing_seats <= quantities.starting_seats then 0
                    else cast(floor(
                        cast(quantities.starting as double)
                        * (quantities.closing_seats / quantities.starting_seats - 1) + 0.5
                    ) as hugeint)
                end
            when quantities.more_contracts > 0 then quantities.growth - quantities.dearer
            else 0
        end as by_quantity
    from quantities
    inner join exchanged
        on exchanged.period = quantities.period
        and exchanged.customer_id = quantities.customer_id
        and exchanged.product is not distinct from quantities.product
        and exchanged.is_use = quantities.is_use
    where quantities.growth > 0
)
