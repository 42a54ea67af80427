-- Distinct users active in a period whose account is a customer at its close: one row per period and
-- segment.
-- needs: usage_events(user_id, occurred_at)
-- after: activity, todays_users
-- segment: usage_events, users, customers
-- rows: active
with
active as (
    select distinct period_days.period, activity.segment, activity.user_id
    from activity
    inner join period_days
        on activity.occurred_on >= period_days.first_day
        and activity.occurred_on <= period_days.last_day
    inner join todays_users
        on todays_users.period = period_days.period and todays_users.user_id = activity.user_id
)
select period, segment, count(*) as active_users_of_customers
from active
group by period, segment
