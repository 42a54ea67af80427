-- What became of each customer in a period: state first, size second.
-- after: held
first_paid as (
    select customer_id, min(starts_on) as first_paid_on from fees group by customer_id
),
-- one row per period and customer who pays at its start or at its close
totals as (
    select
        held.period, held.starts_on, held.customer_id, first_paid.first_paid_on,
        cast(sum(held.starting) as hugeint) as starting_total,
        cast(sum(held.moved) as hugeint) as moved_total,
        cast(sum(held.ending) as hugeint) as ending_total
    from held
    inner join first_paid on first_paid.customer_id = held.customer_id
    group by held.period, held.starts_on, held.customer_id, first_paid.first_paid_on
),
-- joined and left again inside the period, with what they paid last
passing as (
    select
        periods.period, periods.starts_on, fees.customer_id, first_paid.first_paid_on,
        fees.segment, fees.subscription_id,
        cast(sum(at_rate(fees.fee, period_rates.starting_rate)) as hugeint)
            as passed
    from periods
    inner join fees
        on fees.starts_on >= periods.starts_on and fees.ends_on < periods.closes_on
    inner join first_paid on first_paid.customer_id = fees.customer_id
    left join period_rates
        on period_rates.period = periods.period
        and period_rates.currency = fees.currency and fees.currency <> $currency
    left join totals
        on totals.period = periods.period and totals.customer_id = fees.customer_id
    where totals.customer_id is null
    group by
        periods.period, periods.starts_on, fees.customer_id, first_paid.first_paid_on,
        fees.segment, fees.subscription_id
),
-- left and returned inside the period
interrupted as (
    select distinct periods.period, breaks.customer_id
    from periods
    inner join breaks
        on breaks.left_on >= periods.starts_on and breaks.returned_on < periods.closes_on
    where $reactivation_gap <> 'netted' and breaks.is_short = 0
),
states as (
    select
        totals.period, totals.customer_id, totals.starting_total, totals.moved_total,
        totals.ending_total, totals.moved_total - totals.starting_total as net,
        case
            when totals.starting_total > 0 and totals.moved_total > 0
                and interrupted.customer_id is not null
                then 'returned'
            when totals.starting_total > 0 and totals.moved_total > 0 then 'retained'
            when totals.starting_total > 0 then 'churned'
            when totals.first_paid_on < totals.starts_on then 'reactivated'
            else 'new'
        end as state
    from totals
    left join interrupted
        on interrupted.period = totals.period and interrupted.customer_id = totals.customer_id
)
