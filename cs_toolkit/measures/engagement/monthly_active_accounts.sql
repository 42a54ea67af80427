-- Accounts with an active user in a month, counted like monthly active users: one row per period and
-- segment.
-- needs: usage_events(user_id, occurred_at, customer_id) or users(user_id, customer_id), usage_events(user_id, occurred_at)
-- after: activity, covered_months
-- segment: usage_events, users, customers
-- rows: monthly_active
-- empty: monthly_active_accounts
with
account_days as (
    select distinct segment, account_id, occurred_on from activity where account_id is not null
),
monthly_active as (
    select
        covered_months.period, covered_months.part, account_days.segment, account_days.account_id,
        count(*) as days_active
    from account_days
    inner join covered_months
        on account_days.occurred_on >= covered_months.first_day
        and account_days.occurred_on <= covered_months.last_day
    group by
        covered_months.period, covered_months.part, account_days.segment, account_days.account_id
),
of_months as (
    select period, segment, count(*) as accounts, sum(days_active) as account_days
    from monthly_active
    group by period, segment
),
own as (
    select period_days.period, account_days.segment, count(*) as account_days
    from account_days
    inner join period_days
        on account_days.occurred_on >= period_days.first_day
        and account_days.occurred_on <= period_days.last_day
    group by period_days.period, account_days.segment
)
select
    month_spans.period, parts.segment,
    -- missing where none of the months is known
    cast(coalesce(of_months.accounts, 0) as double) / cast(nullif(month_spans.months, 0) as double)
        as monthly_active_accounts,
    cast(coalesce(of_months.account_days, 0) - coalesce(own.account_days, 0) as bigint)
        as mau_lookback_account_days
from month_spans
cross join (select distinct segment from account_days) as parts
left join of_months
    on of_months.period = month_spans.period
    and of_months.segment is not distinct from parts.segment
left join own
    on own.period = month_spans.period and own.segment is not distinct from parts.segment
