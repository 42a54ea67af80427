-- Users of paying customers who did something in the period: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on), usage_events(user_id, occurred_at)
-- after: held
-- segment: subscriptions, customers
-- rows: active
with
-- a person with several ids is one user
seen as (
    select distinct
        periods.period,
        coalesce(user_aliases.user_id, usage_events.user_id) as user_id,
        usage_events.customer_id
    from usage_events
    inner join periods
        on usage_events.occurred_at >= periods.starts_at
        and usage_events.occurred_at < periods.closes_at
    left join user_aliases on user_aliases.alias = usage_events.user_id
),
belonging as (
    select
        seen.period, seen.user_id,
        coalesce(merged.merged_into, seen.customer_id, users.customer_id) as customer_id
    from seen
    left join users on users.user_id = seen.user_id
    left join merged on merged.customer_id = coalesce(seen.customer_id, users.customer_id)
),
active as (
    select distinct held.period, held.segment, held.customer_id, belonging.user_id
    from belonging
    inner join held
        on held.period = belonging.period and held.customer_id = belonging.customer_id
    where held.ending > 0
)
select period, segment, count(distinct user_id) as active_users
from active
group by period, segment
