-- What was spent, in parts of the reporting currency. Spend that does not name its segment
-- is of its customer's.
-- after: merged, exchange
spent as (
    select
        spend.spent_on, spend.category, spend.channel, $segment as segment,
        at_rate(parts(spend.amount), exchange.rate) as expense
    from spend
    left join merged on merged.customer_id = spend.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, spend.customer_id)
    left join exchange
        on exchange.currency = spend.currency and spend.currency <> $currency
        and exchange.from_day <= spend.spent_on
        and (exchange.until_day is null or exchange.until_day > spend.spent_on)
)
