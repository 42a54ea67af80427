-- What was charged for use: one row per period and segment.
-- needs: orders(order_id, customer_id, ordered_at, amount, revenue_type)
-- after: charged
-- segment: orders, customers
-- rows: metered_charges
-- money: usage_charges, charge
with
metered_charges as (
    select
        periods.period, charged.segment, charged.order_id, charged.customer_id,
        charged.ordered_on, charged.charge
    from charged
    inner join periods
        on charged.ordered_on >= periods.starts_on and charged.ordered_on < periods.closes_on
    where charged.revenue_type = 'usage'
)
select
    period, segment,
    amount(sum(charge)) as usage_charges,
    count(distinct customer_id) as customers_charged_for_use
from metered_charges
group by period, segment
