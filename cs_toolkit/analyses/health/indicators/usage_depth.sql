-- Which share of the features that anybody used the account used.
-- needs: usage_events(user_id, occurred_at, feature)
-- after: activity
with
used as (
    select windows.period, activity.account_id, activity.feature
    from activity
    inner join windows
        on activity.occurred_at >= windows.from_at and activity.occurred_at < windows.to_at
    where activity.feature is not null
),
by_anybody as (
    select period, count(distinct feature) as features from used group by period
)
select
    used.period, used.account_id as customer_id,
    cast(count(distinct used.feature) as double) / cast(by_anybody.features as double) as value
from used
inner join by_anybody on by_anybody.period = used.period
where used.account_id is not null
group by used.period, used.account_id, by_anybody.features
