-- Distinct accounts with an active user: one row per period and segment.
-- needs: usage_events(user_id, occurred_at, customer_id) or users(user_id, customer_id), usage_events(user_id, occurred_at)
-- after: activity
-- segment: usage_events, users, customers
-- rows: active_accounts
with
account_days as (
    select distinct segment, account_id, occurred_on from activity where account_id is not null
),
active_accounts as (
    select
        period_days.period, account_days.segment, account_days.account_id,
        sum(case when account_days.occurred_on >= period_days.first_day then 1 else 0 end)
            as days_active,
        sum(case when account_days.occurred_on >= period_days.last_7_from then 1 else 0 end)
            as days_active_of_7
    from account_days
    inner join period_days
        on account_days.occurred_on <= period_days.last_day
        and (
            account_days.occurred_on >= period_days.first_day
            or account_days.occurred_on >= period_days.last_7_from
        )
    group by period_days.period, account_days.segment, account_days.account_id
)
select
    period, segment,
    cast(sum(days_active) as bigint) as active_account_days,
    sum(case when days_active > 0 then 1 else 0 end) as active_accounts,
    sum(case when days_active_of_7 > 0 then 1 else 0 end) as weekly_active_accounts
from active_accounts
group by period, segment
