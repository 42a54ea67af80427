-- How much customers buy: one row per period and segment. A month of subscriptions is a purchase at
-- the fees that accrue in it, and so is each sale; what was charged for the same months is not
-- counted again.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: accrued, charged
-- segment: customers
-- rows: bought
-- money: purchase_revenue, charge
with
bought as (
    select
        period, segment, customer_id, cast(month_starts_on as date) as bought_on,
        cast(sum(revenue) as hugeint) as charge
    from accrued
    group by period, segment, customer_id, cast(month_starts_on as date)
    union all
    select
        periods.period, charged.segment, charged.customer_id, charged.ordered_on as bought_on,
        charged.charge
    from charged
    inner join periods
        on charged.ordered_on >= periods.starts_on and charged.ordered_on < periods.closes_on
    where charged.is_purchase = 1
),
-- the purchases of one customer are alike
of_customers as (
    select
        period, segment, customer_id, count(*) as purchases,
        amount(sum(charge)) as spent
    from bought
    group by period, segment, customer_id
),
of_segments as (
    select
        period, segment, count(*) as customers,
        cast(sum(purchases * purchases) as bigint) as square_purchases,
        product_sum(spent, spent) as square_spent, product_sum(spent, purchases) as spent_purchases
    from of_customers
    group by period, segment
),
counted as (
    select
        period, segment, count(*) as purchases, amount(sum(charge)) as revenue,
        product_sum(amount(charge), amount(charge)) as square_revenue
    from bought
    group by period, segment
)
select
    counted.period, counted.segment,
    counted.purchases,
    of_segments.customers as spending_customers,
    counted.revenue as purchase_revenue,
    -- for the interval of the average
    counted.square_revenue as purchase_revenue_square_sum,
    of_segments.customers as customers_behind_purchases,
    of_segments.square_purchases as purchases_by_customer_square_sum,
    of_segments.square_spent as purchase_revenue_by_customer_square_sum,
    of_segments.spent_purchases as purchase_revenue_by_customer_product_sum
from counted
inner join of_segments
    on of_segments.period = counted.period
    and of_segments.segment is not distinct from counted.segment
