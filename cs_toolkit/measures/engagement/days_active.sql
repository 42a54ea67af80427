-- On how many days of the period users were active: one row per period, segment and number of days.
-- needs: usage_events(user_id, occurred_at)
-- after: activity
-- segment: usage_events, users, customers
-- keys: period, segment, days_active
with
user_days as (
    select distinct segment, user_id, occurred_on from activity
),
per_user as (
    select period_days.period, user_days.segment, user_days.user_id, count(*) as days_active
    from user_days
    inner join period_days
        on user_days.occurred_on >= period_days.first_day
        and user_days.occurred_on <= period_days.last_day
    group by period_days.period, user_days.segment, user_days.user_id
)
select period, segment, days_active, count(*) as users
from per_user
group by period, segment, days_active
