-- MRR at each month's end up to a period's close, to predict the months after it; foreign money at the
-- rates of the close, so that no movement of rates is taken for one of customers.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: fees, exchange
-- periods: to_date
-- rows: history
-- money: mrr, forecast_mrr, forecast_mrr_low, forecast_mrr_high
-- estimates: forecast_mrr, forecast_mrr_low, forecast_mrr_high, forecast_history_months
-- empty: forecast_mrr, forecast_mrr_low, forecast_mrr_high
with
ends as (
    select distinct month_ends_on from period_months where month_ends_on <= closes_on
),
levels as (
    select
        ends.month_ends_on, fees.segment, fees.currency, cast(sum(fees.fee) as hugeint) as fee
    from ends
    inner join fees
        on fees.starts_on < ends.month_ends_on
        and (fees.ends_on is null or fees.ends_on >= ends.month_ends_on)
    group by ends.month_ends_on, fees.segment, fees.currency
),
history as (
    select
        periods.period, levels.segment, levels.month_ends_on,
        sum(
            at_rate(
                levels.fee,
                case when levels.currency <> $currency then period_rates.closing_rate end
            )
        ) as mrr
    from periods
    inner join levels on levels.month_ends_on <= periods.closes_on
    left join period_rates
        on period_rates.period = periods.period and period_rates.currency = levels.currency
    group by periods.period, levels.segment, levels.month_ends_on
)
select
    history.period, history.segment, history.month_ends_on, amount(history.mrr) as mrr,
    latest.last_month_ends_on
from history
-- a segment that has died out has months without MRR up to the close
inner join (
    select periods.period, max(ends.month_ends_on) as last_month_ends_on
    from periods
    inner join ends on ends.month_ends_on <= periods.closes_on
    group by periods.period
) as latest on latest.period = history.period
