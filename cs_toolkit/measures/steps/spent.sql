-- What was spent, in millionths of the reporting currency.
-- after: exchange
spent as (
    select
        spend.spent_on, spend.category, spend.channel, $segment as segment,
        cast(floor(
            cast(spend.amount as double) * 1000000 * coalesce(exchange.rate, 1.0) + 0.5
        ) as bigint) as expense
    from spend
    left join exchange
        on exchange.currency = spend.currency and spend.currency <> $currency
        and exchange.from_day <= spend.spent_on
        and (exchange.until_day is null or exchange.until_day > spend.spent_on)
)
