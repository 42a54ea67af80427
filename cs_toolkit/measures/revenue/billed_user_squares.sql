-- Customers by what they were billed in the period, and by their users at its two ends: for the interval
-- of what a user is billed. One row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on), users(user_id, customer_id), orders(order_id, customer_id, ordered_at, amount)
-- after: held, charged
-- segment: customers
-- rows: sizes
with
payers as (
    select
        period, segment, customer_id,
        case when sum(starting) > 0 then 1 else 0 end as starting,
        case when sum(ending) > 0 then 1 else 0 end as ending
    from held
    group by period, segment, customer_id
),
members as (
    select
        users.user_id, users.created_at,
        coalesce(merged.merged_into, users.customer_id) as customer_id
    from users
    left join merged on merged.customer_id = users.customer_id
),
parts as (
    select
        periods.period, charged.segment, charged.customer_id,
        cast(sum(charged.charge) as hugeint) as billed, 0 as starting_users, 0 as ending_users
    from charged
    inner join periods
        on charged.ordered_on >= periods.starts_on and charged.ordered_on < periods.closes_on
    group by periods.period, charged.segment, charged.customer_id
    union all
    select
        payers.period, payers.segment, payers.customer_id, 0 as billed,
        count(distinct case
            when payers.starting = 1
                and (members.created_at is null or members.created_at < periods.starts_at)
                then members.user_id
        end) as starting_users,
        count(distinct case
            when payers.ending = 1
                and (members.created_at is null or members.created_at < periods.closes_at)
                then members.user_id
        end) as ending_users
    from payers
    inner join periods on periods.period = payers.period
    inner join members on members.customer_id = payers.customer_id
    group by payers.period, payers.segment, payers.customer_id
),
sizes as (
    select
        period, segment, customer_id, amount(sum(billed)) as billed,
        cast(sum(starting_users) as bigint) as starting_users,
        cast(sum(ending_users) as bigint) as ending_users
    from parts
    group by period, segment, customer_id
)
select
    period, segment,
    count(*) as customers_billed_or_with_users,
    product_sum(billed, billed) as billed_with_users_by_customer_square_sum,
    cast(sum((starting_users + ending_users) * (starting_users + ending_users)) as bigint)
        as billed_users_by_customer_square_sum,
    product_sum(billed, starting_users + ending_users) as billed_users_product_sum
from sizes
group by period, segment
