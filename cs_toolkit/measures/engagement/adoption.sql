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
),
-- of several accounts of a user one
accounts as (
    select user_id, min(account_id) as account_id from accounts_of_users group by user_id
),
-- the users of one customer are alike; a user without a customer stands for itself
of_customers as (
    select
        adopters.period, adopters.segment, count(*) as users,
        cast(sum(adopters.seconds) as double) as seconds
    from adopters
    left join accounts on accounts.user_id = adopters.user_id
    where adopters.seconds is not null
    group by
        adopters.period, adopters.segment, accounts.account_id,
        case when accounts.account_id is null then adopters.user_id end
),
of_segments as (
    select
        period, segment, count(*) as customers, sum(users * users) as square_users,
        sum(seconds * seconds) as square_seconds_of_customers, sum(seconds * users) as seconds_users
    from of_customers
    group by period, segment
),
counted as (
    select
        period, segment,
        cast(sum(is_of_a_customer) as bigint) as adopting,
        count(seconds) as timed,
        coalesce(sum(seconds), 0) as seconds,
        coalesce(sum(seconds * seconds), 0) as square_seconds,
        linear_percentile(seconds, nth, last_nth, 0.5) as median
    from ranked
    group by period, segment
)
select
    counted.period, counted.segment,
    counted.adopting as adopting_users,
    counted.timed as users_with_adoption_time,
    counted.seconds as adoption_seconds,
    counted.square_seconds as adoption_seconds_square_sum,
    counted.median as adoption_seconds_median,
    coalesce(of_segments.customers, 0) as customers_behind_users_with_adoption_time,
    cast(coalesce(of_segments.square_users, 0) as bigint)
        as users_with_adoption_time_by_customer_square_sum,
    coalesce(of_segments.square_seconds_of_customers, 0)
        as adoption_seconds_by_customer_square_sum,
    coalesce(of_segments.seconds_users, 0) as adoption_seconds_by_customer_product_sum
from counted
left join of_segments
    on of_segments.period = counted.period
    and of_segments.segment is not distinct from counted.segment
