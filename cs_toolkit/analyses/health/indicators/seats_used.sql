-- Which share of the seats that the customer pays for was in use.
-- needs: usage_events(user_id, occurred_at), subscriptions(subscription_id, customer_id, starts_on, seats)
-- after: activity, in_service
with
paid as (
    select
        windows.period, coalesce(merged.merged_into, subscriptions.customer_id) as customer_id,
        sum(subscriptions.seats) as seats
    from in_service as subscriptions
    inner join windows
        on subscriptions.starts_on < windows.to_on
        and (subscriptions.service_ended_on is null or subscriptions.service_ended_on >= windows.to_on)
    left join merged on merged.customer_id = subscriptions.customer_id
    group by windows.period, coalesce(merged.merged_into, subscriptions.customer_id)
),
active_of_accounts as (
    select windows.period, activity.account_id, count(distinct activity.user_id) as active_users
    from activity
    inner join windows
        on activity.occurred_at >= windows.from_at and activity.occurred_at < windows.to_at
    group by windows.period, activity.account_id
)
select
    paid.period, paid.customer_id,
    cast(coalesce(active_of_accounts.active_users, 0) as double) / cast(paid.seats as double)
        as value
from paid
left join active_of_accounts
    on active_of_accounts.period = paid.period
    and active_of_accounts.account_id = paid.customer_id
where paid.seats > 0
