-- What the trials that run at a period's close would pay a month: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on, status)
-- after: fees, exchange
-- segment: subscriptions, customers
-- rows: running_trials
-- money: priced_trials_mrr, fee
with
running_trials as (
    select
        periods.period, monthly.segment, monthly.customer_id, monthly.subscription_id,
        monthly.currency,
        case
            when monthly.currency = $currency then monthly.fee
            when period_rates.closing_rate is not null
                then at_rate(monthly.fee, period_rates.closing_rate)
        end as fee
    from periods
    inner join monthly
        on monthly.starts_on < periods.closes_on
        and (monthly.ends_on is null or monthly.ends_on >= periods.closes_on)
    left join period_rates
        on period_rates.period = periods.period and period_rates.currency = monthly.currency
    where monthly.state = 'trial'
)
select
    period, segment,
    amount(coalesce(sum(fee), 0)) as priced_trials_mrr,
    sum(case when fee is null then 1 else 0 end) as trials_without_rate,
    count(distinct customer_id) as customers_on_trial
from running_trials
group by period, segment
