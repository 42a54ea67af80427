-- On how many days somebody of the account was active.
-- needs: usage_events(user_id, occurred_at)
-- after: activity
select
    windows.period, activity.account_id as customer_id,
    cast(count(distinct activity.occurred_on) as double) as value
from activity
inner join windows
    on activity.occurred_at >= windows.from_at and activity.occurred_at < windows.to_at
where activity.account_id is not null
group by windows.period, activity.account_id
