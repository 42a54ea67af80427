-- How the account's use changed: events now less those of the window before, over both together.
-- needs: usage_events(user_id, occurred_at)
-- after: activity
-- from −1 (all use has stopped) over 0 (as before) to 1 (use has begun); not known without any use
with
counted as (
    select
        windows.period, activity.account_id,
        sum(case when activity.occurred_at >= windows.from_at then 1 else 0 end) as now_used,
        sum(case when activity.occurred_at < windows.from_at then 1 else 0 end) as used_before
    from activity
    inner join windows
        on activity.occurred_at >= windows.before_at and activity.occurred_at < windows.to_at
    where activity.account_id is not null
    group by windows.period, activity.account_id
)
select
    period, account_id as customer_id,
    cast(now_used - used_before as double) / cast(now_used + used_before as double) as value
from counted
