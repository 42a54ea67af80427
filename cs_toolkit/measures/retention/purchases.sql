-- Who buys, and who buys again: one row per period and segment.
-- needs: orders(order_id, customer_id, ordered_at, amount)
-- after: charged
-- segment: orders, customers
-- rows: bought
with
-- several orders of one day are one purchase occasion; a day with returns only is none
occasions as (
    select
        segment, customer_id, ordered_on,
        row_number() over (partition by segment, customer_id order by ordered_on) as nth
    from (
        select distinct segment, customer_id, ordered_on from charged where is_purchase = 1
    ) as purchase_days
),
bought as (
    select
        periods.period, occasions.segment, occasions.customer_id,
        count(*) as occasions,
        sum(case when occasions.nth > 1 then 1 else 0 end) as repeats
    from occasions
    inner join periods
        on occasions.ordered_on >= periods.starts_on and occasions.ordered_on < periods.closes_on
    group by periods.period, occasions.segment, occasions.customer_id
),
within as (
    select
        period, segment,
        count(*) as buyers,
        sum(case when occasions > 1 then 1 else 0 end) as repeat_buyers,
        cast(sum(occasions) as bigint) as transactions,
        cast(sum(repeats) as bigint) as repeat_transactions,
        -- the purchases of one customer are alike
        cast(sum(occasions * occasions) as bigint) as square_occasions,
        cast(sum(repeats * repeats) as bigint) as square_repeats,
        cast(sum(repeats * occasions) as bigint) as repeats_by_occasions
    from bought
    group by period, segment
),
-- the first occasion makes a buyer, the second a repeat buyer, for good
ever as (
    select
        periods.period, occasions.segment,
        sum(case when occasions.nth = 1 then 1 else 0 end) as buyers_ever,
        sum(case when occasions.nth = 2 then 1 else 0 end) as repeat_buyers_ever
    from occasions
    inner join periods on occasions.ordered_on < periods.closes_on
    where occasions.nth <= 2
    group by periods.period, occasions.segment
)
select
    ever.period, ever.segment,
    coalesce(within.buyers, 0) as buyers,
    coalesce(within.repeat_buyers, 0) as repeat_buyers,
    coalesce(within.transactions, 0) as transactions,
    coalesce(within.repeat_transactions, 0) as repeat_transactions,
    ever.buyers_ever, ever.repeat_buyers_ever,
    coalesce(within.buyers, 0) as customers_behind_transactions,
    coalesce(within.square_occasions, 0) as transactions_by_customer_square_sum,
    coalesce(within.square_repeats, 0) as repeat_transactions_by_customer_square_sum,
    coalesce(within.repeats_by_occasions, 0) as repeat_transactions_by_customer_product_sum
from ever
left join within
    on within.period = ever.period and within.segment is not distinct from ever.segment
