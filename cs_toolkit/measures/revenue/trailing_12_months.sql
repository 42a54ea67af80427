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
)
select
    period, segment,
    amount(sum(starting)) as cohort_starting_mrr,
    amount(sum(moved)) as cohort_ending_mrr,
    amount(sum(kept)) as cohort_kept_mrr
from cohort
group by period, segment
