-- What the customers of twelve months ago paid then, pay now, and pay now of what they paid then: one
-- row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: changes
-- segment: subscriptions, customers
-- periods: trailing_12_months
-- rows: cohort
-- money: cohort_starting_mrr, cohort_ending_mrr, cohort_kept_mrr, starting, moved, kept
with
cohort as (
    select
        period, customer_id, segment, starting, moved,
        case
            when state = 'retained' and net < 0 then starting - change
            when state = 'retained' then starting
            when moved < starting then moved
            else starting
        end as kept
    from changes
    where state in ('retained', 'returned', 'churned')
),
-- as amounts, for the intervals: what each customer paid, kept and gained
sizes as (
    select
        period, segment, customer_id,
        amount(sum(starting)) as paid,
        amount(sum(case when moved > kept then moved - kept else 0 end)) as gained,
        cast(sum(starting) as hugeint) as starting,
        cast(sum(moved) as hugeint) as moved,
        cast(sum(kept) as hugeint) as kept
    from cohort
    group by period, segment, customer_id
)
select
    period, segment,
    amount(sum(starting)) as cohort_starting_mrr,
    amount(sum(moved)) as cohort_ending_mrr,
    amount(sum(kept)) as cohort_kept_mrr,
    sum(case when starting > 0 then 1 else 0 end) as cohort_accounts,
    product_sum(paid, paid) as cohort_starting_mrr_square_sum,
    product_sum(gained, gained) as cohort_gained_mrr_square_sum,
    product_sum(paid, gained) as cohort_starting_gained_mrr_product_sum
from sizes
group by period, segment
