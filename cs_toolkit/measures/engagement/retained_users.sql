-- Who still uses the product, by the period of the first use: one row per start period, segment and
-- later period. What lies ahead is missing, not 0, and so is a period that is not over.
-- needs: usage_events(user_id, occurred_at)
-- after: activity
-- segment: usage_events, users, customers
-- keys: cohort, period, segment
with
user_days as (
    select distinct segment, user_id, occurred_on from activity
),
firsts as (
    select segment, user_id, min(occurred_on) as first_day from user_days group by segment, user_id
),
begun as (
    select period_days.period as cohort, firsts.segment, firsts.user_id
    from firsts
    inner join period_days
        on firsts.first_day >= period_days.first_day and firsts.first_day <= period_days.last_day
    inner join periods
        on periods.period = period_days.period and periods.closes_on = periods.ends_on
),
present as (
    select distinct period_days.period, user_days.segment, user_days.user_id
    from user_days
    inner join period_days
        on user_days.occurred_on >= period_days.first_day
        and user_days.occurred_on <= period_days.last_day
),
sizes as (
    select cohort, segment, count(*) as cohort_size from begun group by cohort, segment
),
returned as (
    select begun.cohort, present.period, begun.segment, count(*) as retained_users
    from begun
    inner join present
        on present.user_id = begun.user_id and present.segment is not distinct from begun.segment
    group by begun.cohort, present.period, begun.segment
)
select
    sizes.cohort, periods.period, sizes.segment, sizes.cohort_size,
    coalesce(returned.retained_users, 0) as retained_users
from sizes
inner join periods as cohort_period on cohort_period.period = sizes.cohort
inner join periods
    on periods.starts_on >= cohort_period.starts_on and periods.closes_on = periods.ends_on
left join returned
    on returned.cohort = sizes.cohort and returned.period = periods.period
    and returned.segment is not distinct from sizes.segment
