-- Distinct users active in a period, in its last 7 and 30 days, and on how many days: one row per
-- period and segment.
-- needs: usage_events(user_id, occurred_at)
-- after: activity
-- segment: usage_events, users, customers
-- rows: active_users
with
-- a person counts once a day, under whichever id and however often
user_days as (
    select distinct segment, user_id, occurred_on from activity
),
-- one row per period and user active in it, or in the 30 days that end with it
active_users as (
    select
        period_days.period, user_days.segment, user_days.user_id,
        sum(case when user_days.occurred_on >= period_days.first_day then 1 else 0 end)
            as days_active,
        sum(case when user_days.occurred_on >= period_days.last_7_from then 1 else 0 end)
            as days_active_of_7,
        sum(case when user_days.occurred_on >= period_days.last_30_from then 1 else 0 end)
            as days_active_of_30
    from user_days
    inner join period_days
        on user_days.occurred_on <= period_days.last_day
        and (
            user_days.occurred_on >= period_days.first_day
            or user_days.occurred_on >= period_days.last_30_from
        )
    group by period_days.period, user_days.segment, user_days.user_id
)
select
    period, segment,
    cast(sum(days_active) as bigint) as active_user_days,
    cast(sum(days_active * days_active) as bigint) as active_user_days_square_sum,
    sum(case when days_active > 0 then 1 else 0 end) as active_users,
    sum(case when days_active > 0 then 1 else 0 end) as monthly_active_users,
    sum(case when days_active_of_7 > 0 then 1 else 0 end) as weekly_active_users,
    sum(case when days_active_of_30 > 0 then 1 else 0 end) as active_users_trailing_30_days,
    cast(sum(days_active_of_30) as bigint) as active_user_days_trailing_30_days
from active_users
group by period, segment
