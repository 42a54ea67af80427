-- Distinct users active in the 7 and in the 30 days that end with a period: one row per period and
-- segment.
-- needs: usage_events(user_id, occurred_at)
-- after: activity
-- segment: usage_events, users, customers
-- rows: lately_active
with
user_days as (
    select distinct segment, user_id, occurred_on from activity
),
lately_active as (
    select
        period_days.period, user_days.segment, user_days.user_id,
        count(*) as days_active_of_30,
        sum(case when user_days.occurred_on >= period_days.last_7_from then 1 else 0 end)
            as days_active_of_7
    from user_days
    inner join period_days
        on user_days.occurred_on >= period_days.last_30_from
        and user_days.occurred_on <= period_days.last_day
    group by period_days.period, user_days.segment, user_days.user_id
)
select
    period, segment,
    sum(case when days_active_of_7 > 0 then 1 else 0 end) as weekly_active_users,
    count(*) as active_users_trailing_30_days,
    cast(sum(days_active_of_30) as bigint) as active_user_days_trailing_30_days
from lately_active
group by period, segment
