-- Distinct users active in a period, and on how many of its days: one row per period and segment.
-- needs: usage_events(user_id, occurred_at)
-- after: activity
-- segment: usage_events, users, customers
-- rows: active_users
with
-- a person counts once a day, under whichever id and however often
user_days as (
    select distinct segment, user_id, occurred_on from activity
),
active_users as (
    select
        period_days.period, user_days.segment, user_days.user_id, count(*) as days_active
    from user_days
    inner join period_days
        on user_days.occurred_on >= period_days.first_day
        and user_days.occurred_on <= period_days.last_day
    group by period_days.period, user_days.segment, user_days.user_id
)
select
    period, segment,
    cast(sum(days_active) as bigint) as active_user_days,
    count(*) as active_users
from active_users
group by period, segment
