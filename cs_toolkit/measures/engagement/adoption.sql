-- Users who have taken the product into use by a period's close, and how soon those did who did so
-- in the period: one row per period and segment.
-- needs: usage_events(user_id, occurred_at)
-- after: activity, todays_users
-- segment: usage_events, users, customers
-- rows: adopters
-- empty: adoption_seconds_median
with
uses as (
    select
        segment, user_id, occurred_at,
        row_number() over (partition by segment, user_id order by occurred_at) as nth
    from activity
),
-- a person exists from the first of its ids on
created as (
    select coalesce(people.user_id, users.user_id) as user_id, min(users.created_at) as created_at
    from users
    left join people on people.alias = users.user_id
    group by coalesce(people.user_id, users.user_id)
),
adopters as (
    select
        periods.period, uses.segment, uses.user_id, created.created_at,
        uses.occurred_at as adopted_at,
        case when todays_users.user_id is null then 0 else 1 end as is_of_a_customer,
        -- an event before the date of creation tells no time
        case
            when uses.occurred_at >= periods.starts_at and created.created_at <= uses.occurred_at
                then seconds_between(created.created_at, uses.occurred_at)
        end as seconds
    from uses
    inner join periods on uses.occurred_at < periods.closes_at
    left join created on created.user_id = uses.user_id
    left join todays_users
        on todays_users.period = periods.period and todays_users.user_id = uses.user_id
    where uses.nth = $adoption_uses
),
ranked as (
    select
        period, segment, seconds, is_of_a_customer,
        row_number() over (
            partition by period, segment
            order by case when seconds is null then 1 else 0 end, seconds
        ) - 1 as nth,
        count(seconds) over (partition by period, segment) - 1 as last_nth
    from adopters
)
select
    period, segment,
    cast(sum(is_of_a_customer) as bigint) as adopting_users,
    count(seconds) as users_with_adoption_time,
    coalesce(sum(seconds), 0) as adoption_seconds,
    coalesce(sum(seconds * seconds), 0) as adoption_seconds_square_sum,
    linear_percentile(seconds, nth, last_nth, 0.5) as adoption_seconds_median
from ranked
group by period, segment
