-- Users of the weeks that end in a period, and their days of use: one row per period and segment. Of a
-- shorter period the week is that of the 7 days to its end.
-- needs: usage_events(user_id, occurred_at)
-- after: activity, usage_begins
-- segment: usage_events, users, customers
-- rows: weekly_active
with
user_days as (
    select distinct segment, user_id, occurred_on from activity
),
weekly_active as (
    select
        week_windows.period, week_windows.part, user_days.segment, user_days.user_id,
        count(*) as days_active
    from user_days
    inner join week_windows
        on user_days.occurred_on >= week_windows.first_day
        and user_days.occurred_on <= week_windows.last_day
    group by week_windows.period, week_windows.part, user_days.segment, user_days.user_id
),
-- a user may be in several weeks: the interval needs the sums by user
per_user as (
    select
        period, segment, user_id, count(*) as weeks, cast(sum(days_active) as bigint) as user_days
    from weekly_active
    group by period, segment, user_id
),
of_weeks as (
    select
        period, segment, count(*) as users, sum(weeks) as user_weeks, sum(user_days) as user_days,
        sum(user_days * user_days) as days_square_sum, sum(weeks * weeks) as weeks_square_sum,
        sum(user_days * weeks) as product_sum
    from per_user
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
    cast(coalesce(of_weeks.users, 0) as bigint) as users_of_weeks,
    cast(coalesce(of_weeks.user_weeks, 0) as bigint) as user_weeks,
    cast(coalesce(of_weeks.user_days, 0) as bigint) as user_days_of_weeks,
    cast(coalesce(of_weeks.days_square_sum, 0) as bigint) as user_days_of_weeks_square_sum,
    cast(coalesce(of_weeks.weeks_square_sum, 0) as bigint) as user_weeks_square_sum,
    cast(coalesce(of_weeks.product_sum, 0) as bigint) as user_days_and_weeks_product_sum
from spans
cross join (select distinct segment from user_days) as parts
left join of_weeks
    on of_weeks.period = spans.period and of_weeks.segment is not distinct from parts.segment
