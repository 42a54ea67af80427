-- Recurring revenue and what moved it: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: changes
-- segment: subscriptions, customers
-- rows: movements
-- money: starting_mrr, new_mrr, reactivation_mrr, expansion_mrr, contraction_mrr, churned_mrr, transferred_mrr, fx_effect, ending_mrr, retained_mrr, cancelled_contract_mrr, starting, moved, ending, change, net
with
movements as (
    select * from changes
    union all
    select
        period, customer_id, segment,
        case when first_paid_on >= starts_on then 'within_period' else 'returned_within_period' end
            as state,
        0 as starting, 0 as moved, 0 as ending, cast(sum(passed) as bigint) as change, 0 as net
    from passing
    where ($within_period = 'included' and first_paid_on >= starts_on)
        or ($reactivation_gap <> 'netted' and first_paid_on < starts_on)
    group by period, customer_id, segment, first_paid_on, starts_on
),
-- a contract that was running at the start and is not at the close, whoever stays
cancelled as (
    select period, segment, cast(sum(starting) as bigint) as cancelled_contract_mrr
    from (
        select
            period, subscription_id, segment,
            cast(sum(starting) as bigint) as starting, cast(sum(moved) as bigint) as moved
        from held
        group by period, subscription_id, segment
    ) as contracts
    where moved = 0
    group by period, segment
),
summed as (
    select
        period, segment,
        cast(sum(starting) as bigint) as starting_mrr,
        cast(sum(
            case state when 'new' then moved when 'within_period' then change else 0 end
        ) as bigint) as new_mrr,
        cast(sum(
            case
                when state in ('reactivated', 'returned') then moved
                when state = 'returned_within_period' then change
                else 0
            end
        ) as bigint) as reactivation_mrr,
        cast(sum(case when state = 'retained' and net > 0 then change else 0 end) as bigint)
            as expansion_mrr,
        cast(sum(case when state = 'retained' and net < 0 then change else 0 end) as bigint)
            as contraction_mrr,
        cast(sum(
            case
                when state in ('churned', 'returned') then starting
                when state in ('within_period', 'returned_within_period') then change
                else 0
            end
        ) as bigint) as churned_mrr,
        cast(sum(
            case
                when state <> 'retained' then 0
                when net > 0 then moved - starting - change
                else moved - starting + change
            end
        ) as bigint) as transferred_mrr,
        cast(sum(ending - moved) as bigint) as fx_effect,
        cast(sum(ending) as bigint) as ending_mrr,
        cast(sum(
            case
                when state <> 'retained' then 0
                when net < 0 then starting - change
                else starting
            end
        ) as bigint) as retained_mrr
    from movements
    group by period, segment
)
select
    summed.period, summed.segment, summed.starting_mrr, summed.new_mrr, summed.reactivation_mrr,
    summed.expansion_mrr, summed.contraction_mrr, summed.churned_mrr, summed.transferred_mrr,
    summed.fx_effect, summed.ending_mrr, summed.retained_mrr,
    coalesce(cancelled.cancelled_contract_mrr, 0) as cancelled_contract_mrr
from summed
left join cancelled
    on cancelled.period = summed.period and cancelled.segment is not distinct from summed.segment
