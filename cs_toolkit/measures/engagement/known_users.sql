-- Users of today's customers known by a period's close, and the days of the period as far as its use
-- is known. One row per period and segment.
-- needs: usage_events(user_id, occurred_at)
-- after: known_people, todays_users, covered_days
-- segment: usage_events, users, customers
-- rows: known_users
with
known_users as (
    select periods.period, known_people.segment, known_people.user_id, known_people.known_at
    from known_people
    inner join periods on known_people.known_at < periods.closes_at
    inner join todays_users
        on todays_users.period = periods.period and todays_users.user_id = known_people.user_id
),
counted as (
    select period, segment, count(*) as known_users
    from known_users
    group by period, segment
)
-- a period without anybody has days all the same
select
    covered_days.period, parts.segment,
    coalesce(counted.known_users, 0) as known_users,
    cast(covered_days.days_in_period as bigint) as days_in_period,
    cast(covered_days.days_before as bigint) as days_before_data
from covered_days
cross join (select distinct segment from known_people) as parts
left join counted
    on counted.period = covered_days.period and counted.segment is not distinct from parts.segment
