-- In how many of the weeks that end in a period users were active: one row per period, segment and
-- number of weeks. A user counts once.
-- needs: usage_events(user_id, occurred_at)
-- after: activity
-- segment: usage_events, users, customers
-- keys: period, segment, weeks_active
with
user_days as (
    select distinct segment, user_id, occurred_on from activity
),
per_week as (
    select distinct
        week_windows.period, week_windows.part, user_days.segment, user_days.user_id
    from user_days
    inner join week_windows
        on user_days.occurred_on >= week_windows.first_day
        and user_days.occurred_on <= week_windows.last_day
),
per_user as (
    select period, segment, user_id, count(*) as weeks_active
    from per_week
    group by period, segment, user_id
)
select period, segment, weeks_active, count(*) as users
from per_user
group by period, segment, weeks_active
