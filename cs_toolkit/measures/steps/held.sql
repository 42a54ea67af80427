-- What each customer pays at a period's first and last moment.
-- after: fees, exchange
-- the moments that count: where a period starts, where it closes
boundaries as (
    select starts_on as boundary_on from periods
    union
    select closes_on as boundary_on from periods
),
-- in service at a boundary: started before it, and not ended before it
holdings as (
    select
        boundaries.boundary_on, fees.customer_id, fees.subscription_id, fees.segment,
        fees.currency, fees.product, fees.plan, cast(sum(fees.fee) as hugeint) as fee,
        sum(coalesce(fees.seats, 0)) as seats,
        sum(case when fees.seats is null then 1 else 0 end) as unknown_seats
    from boundaries
    inner join fees
        on fees.starts_on < boundaries.boundary_on
        and (fees.ends_on is null or fees.ends_on >= boundaries.boundary_on)
    group by
        boundaries.boundary_on, fees.customer_id, fees.subscription_id, fees.segment,
        fees.currency, fees.product, fees.plan
),
-- one row per period and subscription, in the reporting currency: at the period's start, at its
-- close at the start's rate (what moved), and at its close (what is there)
held as (
    select
        periods.period, periods.starts_on, holdings.customer_id, holdings.subscription_id,
        holdings.segment, holdings.product, holdings.plan,
        cast(sum(
            case when holdings.boundary_on = periods.starts_on
                then at_rate(holdings.fee, period_rates.starting_rate)
                else 0 end
        ) as hugeint) as starting,
        cast(sum(
            case when holdings.boundary_on = periods.closes_on
                then at_rate(holdings.fee, period_rates.starting_rate)
                else 0 end
        ) as hugeint) as moved,
        cast(sum(
            case when holdings.boundary_on = periods.closes_on
                then at_rate(holdings.fee, period_rates.closing_rate)
                else 0 end
        ) as hugeint) as ending,
        sum(case when holdings.boundary_on = periods.starts_on then holdings.seats else 0 end)
            as starting_seats,
        sum(case when holdings.boundary_on = periods.closes_on then holdings.seats else 0 end)
            as closing_seats,
        sum(holdings.unknown_seats) as unknown_seats
    from periods
    inner join holdings
        on holdings.boundary_on = periods.starts_on or holdings.boundary_on = periods.closes_on
    left join period_rates
        on period_rates.period = periods.period
        and period_rates.currency = holdings.currency
        and holdings.currency <> $currency
    group by
        periods.period, periods.starts_on, holdings.customer_id, holdings.subscription_id,
        holdings.segment, holdings.product, holdings.plan
)
