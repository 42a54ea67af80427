-- Users of paying customers at a period's first and last moment: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on), users(user_id, customer_id)
-- after: held
-- segment: subscriptions, customers
-- rows: paying_users
with
payers as (
    select
        held.period, held.segment, held.customer_id,
        cast(sum(held.starting) as hugeint) as starting,
        cast(sum(held.ending) as hugeint) as ending
    from held
    group by held.period, held.segment, held.customer_id
),
members as (
    select
        users.user_id, users.created_at,
        coalesce(merged.merged_into, users.customer_id) as customer_id
    from users
    left join merged on merged.customer_id = users.customer_id
),
-- a user without a date of creation has always been there
paying_users as (
    select
        payers.period, payers.segment, payers.customer_id, members.user_id,
        case
            when payers.starting > 0
                and (members.created_at is null or members.created_at < periods.starts_at)
                then 1
            else 0
        end as at_start,
        case
            when payers.ending > 0
                and (members.created_at is null or members.created_at < periods.closes_at)
                then 1
            else 0
        end as at_close
    from payers
    inner join periods on periods.period = payers.period
    inner join members on members.customer_id = payers.customer_id
)
select
    period, segment,
    count(distinct case when at_start = 1 then user_id end) as starting_users,
    count(distinct case when at_close = 1 then user_id end) as ending_users
from paying_users
group by period, segment
