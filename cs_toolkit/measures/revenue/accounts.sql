-- Paying customers at a period's first and last moment: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: held
-- segment: subscriptions, customers
-- rows: payers
-- money: starting, ending
with
payers as (
    select
        period, segment, customer_id,
        cast(sum(starting) as hugeint) as starting, cast(sum(ending) as hugeint) as ending
    from held
    group by period, segment, customer_id
)
select
    period, segment,
    sum(case when starting > 0 then 1 else 0 end) as starting_accounts,
    sum(case when ending > 0 then 1 else 0 end) as ending_accounts,
    sum(case when ending > 0 then 1 else 0 end) as paying_customers
from payers
group by period, segment
