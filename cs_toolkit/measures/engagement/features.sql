-- Each feature: who used it in the period, who has taken it into use by its close, how soon, of how
-- many users. One row per period, segment and feature.
-- needs: usage_events(user_id, occurred_at, feature)
-- after: known_people, todays_users
-- segment: users, customers
-- keys: period, segment, feature
with
uses as (
    select
        segment, user_id, feature, occurred_at,
        row_number() over (partition by segment, user_id, feature order by occurred_at) as nth
    from activity
    where feature is not null
),
used as (
    select
        periods.period, uses.segment, uses.feature,
        count(distinct uses.user_id) as active_users, count(*) as uses
    from uses
    inner join periods
        on uses.occurred_at >= periods.starts_at and uses.occurred_at < periods.closes_at
    inner join todays_users
        on todays_users.period = periods.period and todays_users.user_id = uses.user_id
    group by periods.period, uses.segment, uses.feature
),
created as (
    select coalesce(people.user_id, users.user_id) as user_id, min(users.created_at) as created_at
    from users
    left join people on people.alias = users.user_id
    group by coalesce(people.user_id, users.user_id)
),
adopted as (
    select
        periods.period, uses.segment, uses.feature,
        case
            when uses.occurred_at >= periods.starts_at and created.created_at <= uses.occurred_at
                then seconds_between(created.created_at, uses.occurred_at)
        end as seconds
    from uses
    inner join periods on uses.occurred_at < periods.closes_at
    inner join todays_users
        on todays_users.period = periods.period and todays_users.user_id = uses.user_id
    left join created on created.user_id = uses.user_id
    where uses.nth = $adoption_uses
),
adoption as (
    select
        period, segment, feature, count(*) as adopting_users,
        count(seconds) as users_with_adoption_time, coalesce(sum(seconds), 0) as adoption_seconds
    from adopted
    group by period, segment, feature
),
known as (
    select periods.period, known_people.segment, count(*) as known_users
    from known_people
    inner join periods on known_people.known_at < periods.closes_at
    inner join todays_users
        on todays_users.period = periods.period and todays_users.user_id = known_people.user_id
    group by periods.period, known_people.segment
)
select
    adoption.period, adoption.segment, adoption.feature,
    known.known_users, adoption.adopting_users,
    coalesce(used.active_users, 0) as active_users, coalesce(used.uses, 0) as uses,
    adoption.users_with_adoption_time, adoption.adoption_seconds
from adoption
inner join known
    on known.period = adoption.period and known.segment is not distinct from adoption.segment
left join used
    on used.period = adoption.period and used.feature = adoption.feature
    and used.segment is not distinct from adoption.segment
