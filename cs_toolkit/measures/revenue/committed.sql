-- What is paid at a period's close and has not been cancelled: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on, cancelled_on)
-- after: fees, exchange
-- segment: subscriptions, customers
-- rows: running
-- money: running_contracts_mrr, committed_contracts_mrr, fee, committed
with
-- use is not contracted: nobody has promised the next month's
running as (
    select
        periods.period, fees.segment, fees.customer_id, fees.subscription_id, fees.cancelled_on,
        at_rate(
            fees.fee, case when fees.currency <> $currency then period_rates.closing_rate end
        ) as fee,
        case
            when fees.cancelled_on < periods.closes_on then 0
            else at_rate(
                fees.fee, case when fees.currency <> $currency then period_rates.closing_rate end
            )
        end as committed
    from periods
    inner join fees
        on fees.starts_on < periods.closes_on
        and (fees.ends_on is null or fees.ends_on >= periods.closes_on)
    left join period_rates
        on period_rates.period = periods.period and period_rates.currency = fees.currency
    where fees.subscription_id is not null
)
select
    period, segment,
    amount(sum(fee)) as running_contracts_mrr,
    amount(sum(committed)) as committed_contracts_mrr
from running
group by period, segment
