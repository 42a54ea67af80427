-- The way of the period's sign-ups: one row per period, segment and step, with how many got there so
-- far and the time since the step before.
-- needs: signups(account_id, signed_up_at, paid_at)
-- after: signed_up
-- segment: signups
-- keys: period, segment, place, step
with
steps as (
    select period, segment, 1 as place, 'signed up' as step, cast(null as double) as seconds
    from signed_up
    union all
    select
        period, segment, 2 as place, 'activated' as step,
        seconds_between(signed_up_at, activated_at) as seconds
    from signed_up
    where activated_at is not null
    -- whoever pays without a recorded activation has passed that step, too
    union all
    select period, segment, 2 as place, 'activated' as step, cast(null as double) as seconds
    from signed_up
    where activated_at is null and paid_at is not null
    union all
    select
        period, segment, 3 as place, 'paying' as step,
        seconds_between(coalesce(activated_at, signed_up_at), paid_at) as seconds
    from signed_up
    where paid_at is not null
)
select
    period, segment, place, step, count(*) as reached,
    sum(seconds) as step_seconds, count(seconds) as timed
from steps
group by period, segment, place, step
