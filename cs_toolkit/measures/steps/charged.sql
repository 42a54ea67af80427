-- What customers were charged, in parts of the reporting currency.
-- after: merged, exchange, billed
-- a return takes off what it gives back, however its sign was written. Only a sale is a purchase:
-- recurring charges, use, fees and interest are billed, but nobody decides to buy them
charged as (
    select
        orders.order_id, orders.ordered_on, orders.is_upsell, orders.revenue_type,
        coalesce(merged.merged_into, orders.customer_id) as customer_id,
        $segment as segment,
        at_rate(
            parts(case when orders.is_return then -abs(orders.amount) else orders.amount end),
            exchange.rate
        ) as charge,
        case
            when orders.is_return or orders.amount < 0 then 0
            when orders.revenue_type in (
                'subscription', 'usage', 'service_fee', 'late_fee', 'interest'
            )
                then 0
            else 1
        end as is_purchase
    from billed as orders
    left join merged on merged.customer_id = orders.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, orders.customer_id)
    left join exchange
        on exchange.currency = orders.currency and orders.currency <> $currency
        and exchange.from_day <= orders.ordered_on
        and (exchange.until_day is null or exchange.until_day > orders.ordered_on)
)
