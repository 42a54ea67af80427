-- What was charged, by type: one row per period and segment.
-- needs: orders(order_id, customer_id, ordered_at, amount)
-- after: charged
-- segment: orders, customers
-- rows: typed
-- money: billed_revenue, new_sale_revenue, repeat_sale_revenue, subscription_revenue, add_on_revenue, service_fee_revenue, late_fee_revenue, interest_revenue, other_revenue, charge
with
-- a sale without a type is new if the customer had bought nothing on an earlier day
first_purchases as (
    select customer_id, min(ordered_on) as first_bought_on
    from charged
    where is_purchase = 1
    group by customer_id
),
typed as (
    select
        periods.period, charged.segment, charged.order_id, charged.customer_id,
        charged.ordered_on, charged.charge,
        case
            when charged.revenue_type is not null then charged.revenue_type
            when first_purchases.first_bought_on < charged.ordered_on then 'repeat_sale'
            else 'new_sale'
        end as revenue_type
    from charged
    inner join periods
        on charged.ordered_on >= periods.starts_on and charged.ordered_on < periods.closes_on
    left join first_purchases on first_purchases.customer_id = charged.customer_id
)
select
    period, segment,
    amount(sum(charge)) as billed_revenue,
    -- for what a change is worth
    product_sum(amount(charge), amount(charge)) as billed_revenue_square_sum,
    amount(sum(case when revenue_type = 'new_sale' then charge else 0 end))
        as new_sale_revenue,
    amount(sum(case when revenue_type = 'repeat_sale' then charge else 0 end))
        as repeat_sale_revenue,
    amount(sum(case when revenue_type = 'subscription' then charge else 0 end))
        as subscription_revenue,
    amount(sum(case when revenue_type = 'add_on' then charge else 0 end))
        as add_on_revenue,
    amount(sum(case when revenue_type = 'service_fee' then charge else 0 end))
        as service_fee_revenue,
    amount(sum(case when revenue_type = 'late_fee' then charge else 0 end))
        as late_fee_revenue,
    amount(sum(case when revenue_type = 'interest' then charge else 0 end))
        as interest_revenue,
    amount(sum(case when revenue_type = 'other' then charge else 0 end))
        as other_revenue
from typed
group by period, segment
