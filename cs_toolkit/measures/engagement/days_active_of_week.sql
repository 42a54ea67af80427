-- On how many days of a week users were active, over the weeks that end in the period: one row per
-- period, segment and number of days. A user counts once in each week.
-- needs: usage_events(user_id, occurred_at)
-- after: activity
-- segment: usage_events, users, customers
-- keys: period, segment, days_active
with
user_days as (
    select distinct segment, user_id, occurred_on from activity
),
per_week as (
    select
        week_windows.period, week_windows.part, user_days.segment, user_days.user_id,
        count(*) as days_active
    from user_days
    inner join week_windows
        on user_days.occurred_on >= week_windows.first_day
        and user_days.occurred_on <= week_windows.last_day
    group by week_windows.period, week_windows.part, user_days.segment, user_days.user_id
)
select period, segment, days_active, count(*) as user_weeks
from per_week
group by period, segment, days_active
