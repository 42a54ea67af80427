-- The fees that accrue over a period, day by day.
-- after: fees, exchange
-- the rate of a calendar month is the one at its end, whichever part of it is asked for: so days and
-- months add up to any period that they make up
month_rates as (
    select months.month_ends_on, known.currency, max(known.rate) as rate
    from (select distinct month_ends_on from period_months) as months
    inner join exchange as known
        on (known.from_day < months.month_ends_on or known.nth = 1)
        and (known.until_day is null or known.until_day >= months.month_ends_on)
    group by months.month_ends_on, known.currency
),
-- how much of each month a fee was in service for
served as (
    select
        period_months.period, period_months.month_starts_on, period_months.month_ends_on,
        fees.customer_id, fees.segment, fees.subscription_id,
        at_rate(fees.fee, month_rates.rate) as fee,
        case
            when fees.starts_on > period_months.starts_on then fees.starts_on
            else period_months.starts_on
        end as served_from,
        case
            when fees.ends_on < period_months.closes_on then fees.ends_on
            else period_months.closes_on
        end as served_until
    from period_months
    inner join fees
        on fees.starts_on < period_months.closes_on
        and (fees.ends_on is null or fees.ends_on > period_months.starts_on)
    left join month_rates
        on month_rates.month_ends_on = period_months.month_ends_on
        and month_rates.currency = fees.currency and fees.currency <> $currency
    -- use is earned by its charges, not by the run rate that stands for them
    where fees.subscription_id is not null
),
-- the share of a calendar month in service earns that share of the month's fee, and a full month the
-- whole fee
accrued as (
    select
        period, month_starts_on, customer_id, segment, subscription_id,
        case
            when served_from <= month_starts_on and served_until >= month_ends_on then fee
            else cast(floor(
                cast(fee as double) * seconds_between(served_from, served_until)
                / seconds_between(month_starts_on, month_ends_on) + 0.5
            ) as hugeint)
        end as revenue
    from served
    union all
    select
        period_months.period, period_months.month_starts_on, use_charges.customer_id,
        use_charges.segment, null as subscription_id,
        at_rate(use_charges.charge, exchange.rate) as revenue
    from period_months
    inner join use_charges
        on use_charges.ordered_on >= period_months.starts_on
        and use_charges.ordered_on < period_months.closes_on
    left join exchange
        on exchange.currency = use_charges.currency and use_charges.currency <> $currency
        and exchange.from_day <= use_charges.ordered_on
        and (exchange.until_day is null or exchange.until_day > use_charges.ordered_on)
)
