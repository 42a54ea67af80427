-- Who comes back: users who did the start event in an interval, and those of them who did the return
-- event in each later one. One row per start interval, segment and later interval. Recurring, a user is
-- in the cohort of every interval with the start event; first time, only in that of the very first. The
-- start interval itself holds the whole cohort. An interval that is not over is missing, not 0.
-- needs: usage_events(user_id, occurred_at)
-- after: people
-- segment: usage_events, users, customers
-- keys: cohort, period, segment
with
chosen as (
    select count(*) as events from active_events
),
-- an event that is not named is any of those that make somebody active
acts as (
    select
        $segment as segment,
        coalesce(people.user_id, usage_events.user_id) as user_id,
        cast(usage_events.occurred_on as timestamp) as occurred_on,
        case
            when $start_event <> '' then case when usage_events.event = $start_event then 1 else 0 end
            when chosen.events = 0 or active_events.event is not null then 1
            else 0
        end as is_start,
        case
            when $return_event <> ''
                then case when usage_events.event = $return_event then 1 else 0 end
            when chosen.events = 0 or active_events.event is not null then 1
            else 0
        end as is_return
    from usage_events
    cross join chosen
    left join active_events on active_events.event = usage_events.event
    left join people on people.alias = usage_events.user_id
    left join users on users.user_id = coalesce(people.user_id, usage_events.user_id)
    left join merged
        on merged.customer_id = coalesce(usage_events.customer_id, users.customer_id)
    left join customers
        on customers.customer_id
            = coalesce(merged.merged_into, usage_events.customer_id, users.customer_id)
),
starts as (
    select segment, user_id, occurred_on, min(occurred_on) over (
        partition by segment, user_id
    ) as first_on
    from (select distinct segment, user_id, occurred_on from acts where is_start = 1) as start_days
),
begun as (
    select distinct periods.period as cohort, starts.segment, starts.user_id
    from starts
    inner join periods
        on starts.occurred_on >= periods.starts_on and starts.occurred_on < periods.closes_on
        and periods.closes_on = periods.ends_on
    where $first_time = 'no' or starts.occurred_on = starts.first_on
),
present as (
    select distinct periods.period, acts.segment, acts.user_id
    from acts
    inner join periods
        on acts.occurred_on >= periods.starts_on and acts.occurred_on < periods.closes_on
    where acts.is_return = 1
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
    case
        when periods.period = sizes.cohort then sizes.cohort_size
        else coalesce(returned.retained_users, 0)
    end as retained_users
from sizes
inner join periods as cohort_period on cohort_period.period = sizes.cohort
inner join periods
    on periods.starts_on >= cohort_period.starts_on and periods.closes_on = periods.ends_on
left join returned
    on returned.cohort = sizes.cohort and returned.period = periods.period
    and returned.segment is not distinct from sizes.segment
