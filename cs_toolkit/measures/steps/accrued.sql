-- The fees that accrue over a period, day by day.
-- after: fees, exchange
-- the share of a calendar month in service earns that share of the month's fee, so that months
-- add up to their quarter and a full month earns the whole fee
accrued as (
    select
        period_months.period, period_months.month_starts_on, fees.customer_id, fees.segment,
        fees.subscription_id,
        floor(
            fees.fee
            * coalesce(case when fees.currency <> $currency then period_rates.closing_rate end, 1.0)
            * seconds_between(
                case when fees.starts_on > period_months.starts_on
                    then fees.starts_on else period_months.starts_on end,
                case when fees.ends_on < period_months.closes_on
                    then fees.ends_on else period_months.closes_on end
            )
            / seconds_between(period_months.month_starts_on, period_months.month_ends_on)
            + 0.5
        ) as revenue
    from period_months
    inner join fees
        on fees.starts_on < period_months.closes_on
        and (fees.ends_on is null or fees.ends_on > period_months.starts_on)
    left join period_rates
        on period_rates.period = period_months.period and period_rates.currency = fees.currency
)
