-- What a currency is worth: each rate holds from its day until the next one's.
exchange as (
    select
        currency, rate, day as from_day,
        lead(day) over (partition by currency order by day) as until_day,
        row_number() over (partition by currency order by day) as nth
    from fx_rates
),
-- the rate at a period's first and last moment; 1 for the reporting currency. Before the first
-- known rate that one is taken: what is new in a period is judged at the period's start
period_rates as (
    select
        periods.period, known.currency,
        max(
            case
                when (known.from_day < periods.starts_on or known.nth = 1)
                    and (known.until_day is null or known.until_day >= periods.starts_on)
                    then known.rate
            end
        ) as starting_rate,
        max(
            case
                when (known.from_day < periods.closes_on or known.nth = 1)
                    and (known.until_day is null or known.until_day >= periods.closes_on)
                    then known.rate
            end
        ) as closing_rate
    from periods
    cross join exchange as known
    group by periods.period, known.currency
)
