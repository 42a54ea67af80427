-- How many different features each active user and account used in the period: one row per period
-- and segment.
-- needs: usage_events(user_id, occurred_at, feature)
-- after: activity
-- segment: usage_events, users, customers
-- rows: features_used
with
features_used as (
    select distinct
        period_days.period, activity.segment, activity.user_id, activity.account_id,
        activity.feature
    from activity
    inner join period_days
        on activity.occurred_on >= period_days.first_day
        and activity.occurred_on <= period_days.last_day
    where activity.feature is not null
),
of_users as (
    select period, segment, count(*) as user_features_used
    from (select distinct period, segment, user_id, feature from features_used) as pairs
    group by period, segment
),
of_accounts as (
    select period, segment, count(*) as account_features_used
    from (
        select distinct period, segment, account_id, feature
        from features_used
        where account_id is not null
    ) as pairs
    group by period, segment
)
select
    of_users.period, of_users.segment, of_users.user_features_used,
    coalesce(of_accounts.account_features_used, 0) as account_features_used
from of_users
left join of_accounts
    on of_accounts.period = of_users.period
    and of_accounts.segment is not distinct from of_users.segment
