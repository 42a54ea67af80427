-- Distinct users active in the 7 and in the 30 days that end with a period: one row per period and
-- segment.
-- needs: usage_events(user_id, occurred_at)
-- after: activity, usage_begins
-- segment: usage_events, users, customers
-- rows: lately_active
with
user_days as (
    select distinct segment, user_id, occurred_on from activity
),
lately_active as (
    select
        period_days.period, user_days.segment, user_days.user_id,
        count(*) as days_active_of_30,
        sum(case when user_days.occurred_on >= period_days.last_7_from then 1 else 0 end)
            as days_active_of_7
    from user_days
    inner join period_days
        on user_days.occurred_on >= period_days.last_30_from
        and user_days.occurred_on <= period_days.last_day
    group by period_days.period, user_days.segment, user_days.user_id
),
-- the days of the last 30 that lie before the first use that is known
days_before as (
    select
        period_days.period,
        case
            when usage_begins.first_day > period_days.last_30_from
                then cast(
                    seconds_between(
                        cast(period_days.last_30_from as timestamp),
                        cast(usage_begins.first_day as timestamp)
                    ) / 86400 as integer
                )
            else 0
        end as days
    from period_days
    cross join usage_begins
)
select
    lately_active.period, lately_active.segment,
    sum(case when days_active_of_7 > 0 then 1 else 0 end) as weekly_active_users,
    count(*) as active_users_trailing_30_days,
    cast(sum(days_active_of_30) as bigint) as active_user_days_trailing_30_days,
    cast(max(days_before.days) as bigint) as trailing_days_before_data
from lately_active
inner join days_before on days_before.period = lately_active.period
group by lately_active.period, lately_active.segment
