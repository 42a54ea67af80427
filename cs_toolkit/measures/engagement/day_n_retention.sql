-- Who was back exactly n days after the first day, of those for whom that day is over: one row per
-- period of the first day, segment and n.
-- needs: usage_events(user_id, occurred_at)
-- after: activity
-- segment: usage_events, users, customers
-- keys: period, segment, day
with
user_days as (
    select distinct segment, user_id, occurred_on from activity
),
firsts as (
    select segment, user_id, min(occurred_on) as first_day from user_days group by segment, user_id
),
begun as (
    select period_days.period, firsts.segment, firsts.user_id, firsts.first_day
    from firsts
    inner join period_days
        on firsts.first_day >= period_days.first_day and firsts.first_day <= period_days.last_day
),
distances as (
    select
        begun.period, begun.segment, begun.user_id, begun.first_day,
        floor(
            seconds_between(
                cast(begun.first_day as timestamp), cast(user_days.occurred_on as timestamp)
            ) / 86400 + 0.5
        ) as day
    from begun
    inner join user_days
        on user_days.user_id = begun.user_id and user_days.segment is not distinct from begun.segment
),
asked as (
    select distinct days.day
    from (values (1), (3), (7), (14), (28), (30), (60), (90)) as days(day)
)
select
    begun.period, begun.segment, asked.day,
    count(*) as cohort_size,
    sum(case when distances.user_id is null then 0 else 1 end) as retained_users
from begun
cross join asked
cross join last_known
left join distances
    on distances.user_id = begun.user_id and distances.period = begun.period
    and distances.segment is not distinct from begun.segment and distances.day = asked.day
-- the nth day after the first must be over
where
    seconds_between(cast(begun.first_day as timestamp), last_known.known_on)
        >= (asked.day + 1) * 86400
group by begun.period, begun.segment, asked.day
