-- Users of the weeks that end in a period, and their days of use: one row per period and segment. Of a
-- shorter period the week is that of the 7 days to its end.
-- needs: usage_events(user_id, occurred_at)
-- after: activity, usage_begins
-- segment: usage_events, users, customers
-- rows: weekly_active
with
user_days as (
    select segment, user_id, occurred_on, min(account_id) as account_id
    from activity
    group by segment, user_id, occurred_on
),
weekly_active as (
    select
        week_windows.period, week_windows.part, user_days.segment, user_days.user_id,
        min(user_days.account_id) as account_id, count(*) as days_active
    from user_days
    inner join week_windows
        on user_days.occurred_on >= week_windows.first_day
        and user_days.occurred_on <= week_windows.last_day
    group by week_windows.period, week_windows.part, user_days.segment, user_days.user_id
),
-- a user may be in several weeks, and the users of one account are alike: the interval needs the sums
-- by account, and by user where there is none
per_account as (
    select
        period, segment, count(*) as weeks, cast(sum(days_active) as bigint) as user_days
    from weekly_active
    group by period, segment, account_id, case when account_id is null then user_id end
),
users_of_weeks as (
    select period, segment, count(distinct user_id) as users
    from weekly_active
    group by period, segment
),
of_weeks as (
    select
        period, segment, count(*) as accounts, sum(weeks) as user_weeks, sum(user_days) as user_days,
        sum(user_days * user_days) as days_square_sum, sum(weeks * weeks) as weeks_square_sum,
        sum(user_days * weeks) as product_sum
    from per_account
    group by period, segment
),
-- weeks before the first use that is known are not counted
spans as (
    select
        week_windows.period,
        sum(case when week_windows.last_day >= usage_begins.first_day then 1 else 0 end) as weeks,
        sum(case when week_windows.last_day >= usage_begins.first_day then 0 else 1 end)
            as weeks_before
    from week_windows
    cross join usage_begins
    group by week_windows.period
)
select
    spans.period, parts.segment,
    cast(spans.weeks as bigint) as weeks_ending,
    cast(spans.weeks_before as bigint) as weeks_before_data,
    cast(coalesce(users_of_weeks.users, 0) as bigint) as users_of_weeks,
    cast(coalesce(of_weeks.accounts, 0) as bigint) as customers_behind_user_weeks,
    cast(coalesce(of_weeks.user_weeks, 0) as bigint) as user_weeks,
    cast(coalesce(of_weeks.user_days, 0) as bigint) as user_days_of_weeks,
    cast(coalesce(of_weeks.days_square_sum, 0) as bigint) as user_days_of_weeks_square_sum,
    cast(coalesce(of_weeks.weeks_square_sum, 0) as bigint) as user_weeks_square_sum,
    cast(coalesce(of_weeks.product_sum, 0) as bigint) as user_days_and_weeks_product_sum
from spans
cross join (select distinct segment from user_days) as parts
left join of_weeks
    on of_weeks.period = spans.period and of_weeks.segment is not distinct from parts.segment
left join users_of_weeks
    on users_of_weeks.period = spans.period
    and users_of_weeks.segment is not distinct from parts.segment
