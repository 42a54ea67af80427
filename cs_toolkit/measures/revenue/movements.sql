-- Recurring revenue and what moved it: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: changes
-- segment: subscriptions, customers
-- rows: movements
-- money: starting_mrr, new_mrr, reactivation_mrr, expansion_mrr, contraction_mrr, churned_mrr, transferred_mrr, fx_effect, ending_mrr, retained_mrr, cancelled_contract_mrr, starting, moved, ending, change, net
with
movements as (
    select period, customer_id, segment, state, starting, moved, ending, change, net from changes
    union all
    select
        period, customer_id, segment,
        case when first_paid_on >= starts_on then 'within_period' else 'returned_within_period' end
            as state,
        0 as starting, 0 as moved, 0 as ending, cast(sum(passed) as hugeint) as change, 0 as net
    from passing
    where ($within_period = 'included' and first_paid_on >= starts_on)
        or ($reactivation_gap <> 'netted' and first_paid_on < starts_on)
    group by period, customer_id, segment, first_paid_on, starts_on
),
-- a contract that was running at the start and is not at the close, even if the customer stays
contracts as (
    select
        period, customer_id, subscription_id,
        cast(sum(starting) as hugeint) as starting, cast(sum(moved) as hugeint) as moved
    from held
    where subscription_id is not null
    group by period, customer_id, subscription_id
),
-- a segment loses what the contract paid in it; one that only moved to another segment still runs
contract_parts as (
    select
        period, customer_id, subscription_id, segment, cast(sum(starting) as hugeint) as starting
    from held
    where subscription_id is not null
    group by period, customer_id, subscription_id, segment
),
contract_days as (
    select
        customer_id, subscription_id, cast(min(starts_on) as date) as begun_on,
        cast(max(ends_on) as date) as ended_on
    from fees
    group by customer_id, subscription_id
),
begun as (
    select customer_id, begun_on, count(*) as contracts
    from contract_days
    group by customer_id, begun_on
),
begun_and_running as (
    select period, customer_id, count(distinct subscription_id) as contracts
    from contracts
    where starting = 0 and moved > 0
    group by period, customer_id
),
ended as (
    select
        contracts.period, contracts.customer_id, contracts.subscription_id, contract_days.ended_on,
        row_number() over (
            partition by contracts.period, contracts.customer_id, contract_days.ended_on
            order by contracts.starting desc, contracts.subscription_id
        ) as nth
    from contracts
    inner join contract_days
        on contract_days.customer_id = contracts.customer_id
        and contract_days.subscription_id = contracts.subscription_id
    where contracts.moved = 0
),
-- one that another took the place of on the same day, and that still runs, was exchanged
cancelled as (
    select
        ended.period, contract_parts.segment,
        cast(sum(contract_parts.starting) as hugeint) as cancelled_mrr
    from ended
    inner join contract_parts
        on contract_parts.period = ended.period
        and contract_parts.customer_id = ended.customer_id
        and contract_parts.subscription_id = ended.subscription_id
    left join begun
        on begun.customer_id = ended.customer_id and begun.begun_on = ended.ended_on
    left join begun_and_running
        on begun_and_running.period = ended.period
        and begun_and_running.customer_id = ended.customer_id
    where ended.nth > coalesce(begun.contracts, 0)
        or ended.nth > coalesce(begun_and_running.contracts, 0)
    group by ended.period, contract_parts.segment
),
summed as (
    select
        period, segment,
        cast(sum(starting) as hugeint) as starting_mrr,
        cast(sum(
            case state when 'new' then moved when 'within_period' then change else 0 end
        ) as hugeint) as new_mrr,
        cast(sum(
            case
                when state in ('reactivated', 'returned') then moved
                when state = 'returned_within_period' then change
                else 0
            end
        ) as hugeint) as reactivation_mrr,
        cast(sum(case when state = 'retained' and net > 0 then change else 0 end) as hugeint)
            as expansion_mrr,
        cast(sum(case when state = 'retained' and net < 0 then change else 0 end) as hugeint)
            as contraction_mrr,
        cast(sum(
            case
                when state in ('churned', 'returned') then starting
                when state in ('within_period', 'returned_within_period') then change
                else 0
            end
        ) as hugeint) as churned_mrr,
        cast(sum(
            case
                when state <> 'retained' then 0
                when net > 0 then moved - starting - change
                else moved - starting + change
            end
        ) as hugeint) as transferred_mrr,
        cast(sum(ending - moved) as hugeint) as fx_effect,
        cast(sum(ending) as hugeint) as ending_mrr,
        cast(sum(
            case
                when state <> 'retained' then 0
                when net < 0 then starting - change
                else starting
            end
        ) as hugeint) as retained_mrr
    from movements
    group by period, segment
)
select
    summed.period, summed.segment,
    amount(summed.starting_mrr) as starting_mrr,
    amount(summed.new_mrr) as new_mrr,
    amount(summed.reactivation_mrr) as reactivation_mrr,
    amount(summed.expansion_mrr) as expansion_mrr,
    amount(summed.contraction_mrr) as contraction_mrr,
    amount(summed.churned_mrr) as churned_mrr,
    amount(summed.transferred_mrr) as transferred_mrr,
    amount(summed.fx_effect) as fx_effect,
    amount(summed.ending_mrr) as ending_mrr,
    amount(summed.retained_mrr) as retained_mrr,
    amount(coalesce(cancelled.cancelled_mrr, 0)) as cancelled_contract_mrr
from summed
left join cancelled
    on cancelled.period = summed.period and cancelled.segment is not distinct from summed.segment
