-- How unevenly revenue and its movements are spread over customers: for intervals and for what a change is worth.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: changes
-- segment: subscriptions, customers
-- rows: sizes
with
-- as amounts: a customer's revenue, what was lost and gained of it, and its change
sizes as (
    select
        period, segment, customer_id,
        amount(sum(starting)) as starting,
        amount(sum(case when state = 'retained' and net > 0 then change else 0 end)) as gained,
        amount(sum(ending - starting)) as moved,
        amount(sum(
            case
                when state in ('new', 'reactivated', 'returned') then moved
                when state = 'retained' and net > 0 then change
                else 0
            end
        )) as won,
        amount(sum(
            case
                when state in ('churned', 'returned') then starting
                when state = 'retained' and net < 0 then change
                else 0
            end
        )) as lost,
        amount(sum(case when state in ('churned', 'returned') then starting else 0 end)) as left_behind
    from changes
    group by period, segment, customer_id
)
select
    period, segment,
    product_sum(starting, starting) as starting_mrr_square_sum,
    product_sum(gained, gained) as expansion_mrr_square_sum,
    product_sum(starting, gained) as starting_expansion_mrr_product_sum,
    product_sum(moved, moved) as mrr_change_square_sum,
    product_sum(won, won) as gained_mrr_square_sum,
    product_sum(lost, lost) as lost_mrr_square_sum,
    product_sum(left_behind, left_behind) as churned_mrr_square_sum
from sizes
group by period, segment
