-- Until when each row of a subscription counts, by its own end, the rows after it and its status.
numbered as (
    select
        subscriptions.*,
        count(*) over (partition by subscriptions.subscription_id) as rows_of_subscription,
        lead(subscriptions.starts_on) over (
            partition by subscriptions.subscription_id order by subscriptions.starts_on
        ) as following_starts_on
    from subscriptions
),
dated as (
    select
        *,
        case
            when $overlapping_rows = 'replaced'
                and following_starts_on < coalesce(ends_on, cast('9999-12-31' as timestamp))
                then following_starts_on
            else ends_on
        end as service_ended_on,
        case
            when status_since is not null then status_since
            -- one of several rows, or one that is over: the status is that of its own time
            when rows_of_subscription > 1 or ends_on <= cast($known_on as timestamp) then starts_on
            -- one row a subscription: the status is today's and says nothing about the time before
            else cast($known_on as timestamp) - interval '1' second
        end as status_from
    from numbered
),
suspended as (
    select
        *,
        case
            when status = 'paused' and $paused = 'excluded' then status_from
            when status = 'past_due' and $past_due = 'excluded'
                then status_from + $past_due_days * interval '1' day
        end as suspended_from
    from dated
),
in_service as (
    select
        *,
        case
            when suspended_from < coalesce(service_ended_on, cast('9999-12-31' as timestamp))
                then suspended_from
            else service_ended_on
        end as counts_until
    from suspended
)
