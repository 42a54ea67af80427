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
)
select
    period, segment,
    count(*) as purchases,
    count(distinct customer_id) as spending_customers,
    amount(sum(charge)) as purchase_revenue,
    -- for the interval of the average
    product_sum(amount(charge), amount(charge)) as purchase_revenue_square_sum
from bought
group by period, segment
