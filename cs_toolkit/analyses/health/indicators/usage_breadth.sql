-- Which share of the account's known users was active.
-- needs: usage_events(user_id, occurred_at)
-- after: activity
with
-- somebody is known from the day on which they were listed, or first seen
known as (
    select
        coalesce(merged.merged_into, users.customer_id) as account_id,
        coalesce(people.user_id, users.user_id) as user_id,
        coalesce(users.created_at, cast('0001-01-01' as timestamp)) as known_at
    from users
    left join people on people.alias = users.user_id
    left join merged on merged.customer_id = users.customer_id
    union all
    select account_id, user_id, occurred_at as known_at from activity
),
people_of_accounts as (
    select windows.period, known.account_id, count(distinct known.user_id) as known_users
    from known
    inner join windows on known.known_at < windows.to_at
    where known.account_id is not null
    group by windows.period, known.account_id
),
active_of_accounts as (
    select windows.period, activity.account_id, count(distinct activity.user_id) as active_users
    from activity
    inner join windows
        on activity.occurred_at >= windows.from_at and activity.occurred_at < windows.to_at
    group by windows.period, activity.account_id
)
select
    active_of_accounts.period, active_of_accounts.account_id as customer_id,
    cast(active_of_accounts.active_users as double)
        / cast(people_of_accounts.known_users as double) as value
from active_of_accounts
inner join people_of_accounts
    on people_of_accounts.period = active_of_accounts.period
    and people_of_accounts.account_id = active_of_accounts.account_id
