-- What was earned in a period, and what delivering it cost: one row per period
-- and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on) or orders(order_id, customer_id, ordered_at, amount), spend(spent_on, category, amount)
-- after: accrued, charged, spent
-- rows: entries
-- segment: customers
-- costs: cost_of_revenue
-- money: earned_revenue, cost_of_revenue, revenue, cost
-- empty: cost_of_revenue
with
has as (
    select count(*) as subscriptions from subscriptions
),
-- fees as they accrue, and what is charged beside them: the invoices of the same fees are not added
entries as (
    select
        period, segment, 'subscriptions' as source, revenue, cast(null as hugeint) as cost,
        0 as is_direct
    from accrued
    union all
    select
        periods.period, charged.segment, 'orders' as source, charged.charge as revenue,
        cast(null as hugeint) as cost, 0 as is_direct
    from charged
    cross join has
    inner join periods
        on charged.ordered_on >= periods.starts_on and charged.ordered_on < periods.closes_on
    where (has.subscriptions = 0 or coalesce(charged.revenue_type, 'other') <> 'subscription')
        and ($usage = 'excluded' or coalesce(charged.revenue_type, 'other') <> 'usage')
    union all
    select
        periods.period, spent.segment, spent.category as source,
        cast(null as hugeint) as revenue, spent.expense as cost,
        case when spent.category = 'cost_of_revenue' then 1 else 0 end
    from spent
    inner join periods
        on spent.spent_on >= periods.starts_on and spent.spent_on < periods.closes_on
    where spent.category in ('cost_of_revenue', 'support', 'professional_services')
)
select
    period, segment,
    amount(coalesce(sum(revenue), 0)) as earned_revenue,
    -- support alone is not the cost of what was sold: without the rest nothing is said
    amount(case when sum(is_direct) > 0 then sum(cost) end) as cost_of_revenue
from entries
group by period, segment
