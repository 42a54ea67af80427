-- Customers who once paid and do not at the period's start: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: held
-- segment: subscriptions, customers
-- rows: lapsed
with
payers as (
    select period, customer_id, cast(sum(starting) as hugeint) as starting
    from held
    group by period, customer_id
),
lapsed as (
    select distinct periods.period, fees.segment, fees.customer_id
    from periods
    inner join fees on fees.starts_on < periods.starts_on
    left join payers
        on payers.period = periods.period and payers.customer_id = fees.customer_id
    where coalesce(payers.starting, 0) = 0
)
select period, segment, count(*) as lapsed_customers
from lapsed
group by period, segment
