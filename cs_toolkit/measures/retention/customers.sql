-- Customers kept, lost and returned: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: states, served_customers
-- segment: subscriptions, customers
-- rows: customer_states
-- money: starting, ending
with
-- one row per period, segment and customer who paid at some moment of the period
customer_states as (
    select
        held.period, held.segment, held.customer_id, states.state,
        cast(sum(held.starting) as hugeint) as starting,
        cast(sum(held.ending) as hugeint) as ending
    from held
    inner join states
        on states.period = held.period and states.customer_id = held.customer_id
    group by held.period, held.segment, held.customer_id, states.state
    union all
    select
        period, segment, customer_id,
        case when first_paid_on >= starts_on then 'within_period' else 'returned_within_period' end
            as state,
        0 as starting, 0 as ending
    from passing
    group by period, segment, customer_id, first_paid_on, starts_on
    union all
    -- a customer at the start or the close, who paid in this segment in between alone
    select served_customers.period, served_customers.segment, served_customers.customer_id, 'passed_through' as state,
        0 as starting, 0 as ending
    from served_customers
    left join held
        on held.period = served_customers.period and held.customer_id = served_customers.customer_id
        and held.segment is not distinct from served_customers.segment
    left join passing
        on passing.period = served_customers.period and passing.customer_id = served_customers.customer_id
    where held.customer_id is null and passing.customer_id is null
)
select
    period, segment,
    sum(case when starting > 0 then 1 else 0 end) as starting_customers,
    sum(
        case
            when state in ('reactivated', 'returned') and ending > 0 then 1
            when state = 'returned_within_period' and $reactivation_gap <> 'netted' then 1
            else 0
        end
    ) as reactivated_customers,
    sum(
        case
            when state in ('churned', 'returned') and starting > 0 then 1
            when state = 'within_period' and $within_period = 'included' then 1
            when state = 'returned_within_period' and $reactivation_gap <> 'netted' then 1
            else 0
        end
    ) as churned_customers,
    sum(case when ending > 0 then 1 else 0 end) as ending_customers,
    sum(case when state = 'retained' and starting > 0 then 1 else 0 end)
        as retained_customers,
    count(distinct customer_id) as served_customers,
    sum(case when state = 'within_period' then 1 else 0 end) as within_period_customers,
    -- in a split by plan or product a customer who stays may leave one segment for another
    sum(case when state = 'retained' and starting = 0 then 1 else 0 end)
        - sum(case when state = 'retained' and ending = 0 then 1 else 0 end)
        as transferred_customers
from customer_states
group by period, segment
