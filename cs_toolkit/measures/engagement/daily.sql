-- Users and accounts active on each day from which use is known, days without activity included: one
-- row per period, day and segment.
-- needs: usage_events(user_id, occurred_at)
-- after: activity, usage_begins
-- segment: usage_events, users, customers
-- keys: period, day, segment
with
active as (
    select
        segment, occurred_on,
        count(distinct user_id) as active_users,
        count(distinct account_id) as active_accounts,
        count(*) as events
    from activity
    group by segment, occurred_on
)
select
    each_day.period, cast(each_day.day as timestamp) as day, parts.segment,
    coalesce(active.active_users, 0) as active_users,
    coalesce(active.active_accounts, 0) as active_accounts,
    coalesce(active.events, 0) as events
from each_day
inner join usage_begins on usage_begins.first_day <= each_day.day
cross join (select distinct segment from active) as parts
left join active
    on active.occurred_on = each_day.day and active.segment is not distinct from parts.segment
