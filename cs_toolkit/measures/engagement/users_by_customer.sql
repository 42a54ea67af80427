-- The sums over customers that the intervals of adoption and usage need: the users of one customer are
-- alike, a user without a customer stands for itself. One row per period and segment.
-- needs: usage_events(user_id, occurred_at)
-- after: known_people, todays_users
-- segment: usage_events, users, customers
with
-- of several accounts of a user one
accounts as (
    select user_id, min(account_id) as account_id from accounts_of_users group by user_id
),
uses as (
    select
        segment, user_id, occurred_at,
        row_number() over (partition by segment, user_id order by occurred_at) as nth
    from activity
),
adopters as (
    select segment, user_id, occurred_at as adopted_at from uses where nth = $adoption_uses
),
active as (
    select distinct periods.period, uses.segment, uses.user_id
    from uses
    inner join periods
        on uses.occurred_at >= periods.starts_at and uses.occurred_at < periods.closes_at
),
of_customers as (
    select
        periods.period, known_people.segment, accounts.account_id,
        count(*) as users,
        sum(case when adopters.adopted_at < periods.closes_at then 1 else 0 end) as adopting,
        count(active.user_id) as active
    from known_people
    inner join periods on known_people.known_at < periods.closes_at
    inner join todays_users
        on todays_users.period = periods.period and todays_users.user_id = known_people.user_id
    left join accounts on accounts.user_id = known_people.user_id
    left join adopters
        on adopters.user_id = known_people.user_id
        and adopters.segment is not distinct from known_people.segment
    left join active
        on active.period = periods.period and active.user_id = known_people.user_id
        and active.segment is not distinct from known_people.segment
    group by
        periods.period, known_people.segment, accounts.account_id,
        case when accounts.account_id is null then known_people.user_id end
)
select
    period, segment,
    count(*) as customers_behind_known_users,
    cast(sum(users * users) as bigint) as known_users_by_customer_square_sum,
    cast(sum(adopting * adopting) as bigint) as adopting_users_by_customer_square_sum,
    cast(sum(adopting * users) as bigint) as adopting_users_by_customer_product_sum,
    cast(sum(active * active) as bigint) as active_users_of_customers_by_customer_square_sum,
    cast(sum(active * users) as bigint) as active_users_of_customers_by_customer_product_sum
from of_customers
group by period, segment
