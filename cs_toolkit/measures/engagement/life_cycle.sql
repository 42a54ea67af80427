-- New, returning, resurrected and dormant users: one row per period and segment.
-- needs: usage_events(user_id, occurred_at)
-- after: activity
-- segment: usage_events, users, customers
-- rows: life_cycle
with
user_days as (
    select distinct segment, user_id, occurred_on from activity
),
-- one row per period and user who was active in it or in the period before
presence as (
    select
        period_days.period, user_days.segment, user_days.user_id,
        max(case when user_days.occurred_on >= period_days.first_day then 1 else 0 end) as now,
        max(
            case
                when user_days.occurred_on >= period_days.previous_first_day
                    and user_days.occurred_on <= period_days.previous_last_day
                    then 1
                else 0
            end
        ) as before
    from user_days
    inner join period_days
        on user_days.occurred_on >= period_days.previous_first_day
        and user_days.occurred_on <= period_days.last_day
    group by period_days.period, user_days.segment, user_days.user_id
),
firsts as (
    select segment, user_id, min(occurred_on) as first_day from user_days group by segment, user_id
),
life_cycle as (
    select
        presence.period, presence.segment, presence.user_id, firsts.first_day,
        case
            when presence.now = 0 then 'dormant'
            when firsts.first_day >= period_days.first_day then 'new'
            when presence.before = 1 then 'returning'
            else 'resurrected'
        end as state
    from presence
    inner join period_days on period_days.period = presence.period
    inner join firsts
        on firsts.user_id = presence.user_id and firsts.segment is not distinct from presence.segment
)
select
    period, segment,
    sum(case when state = 'new' then 1 else 0 end) as newly_active_users,
    sum(case when state = 'returning' then 1 else 0 end) as returning_users,
    sum(case when state = 'resurrected' then 1 else 0 end) as resurrected_users,
    sum(case when state = 'dormant' then 1 else 0 end) as dormant_users
from life_cycle
group by period, segment
