-- The way of the period's sign-ups whose window has closed: one row per period, segment and step, with
-- how many got there within it and the time since the step before.
-- needs: signups(account_id, signed_up_at, paid_at)
-- after: closed_signups
-- segment: signups
-- keys: period, segment, place, step
with
steps as (
    select period, segment, 1 as place, 'signed up' as step, cast(null as double) as seconds
    from closed_signups
    union all
    select
        period, segment, 2 as place, 'activated' as step,
        seconds_between(signed_up_at, activated_at) as seconds
    from closed_signups
    where activated_at is not null
    -- an account that pays without a recorded activation has passed that step, too
    union all
    select period, segment, 2 as place, 'activated' as step, cast(null as double) as seconds
    from closed_signups
    where activated_at is null and paid_at is not null
    union all
    select
        period, segment, 3 as place, 'paying' as step,
        seconds_between(coalesce(activated_at, signed_up_at), paid_at) as seconds
    from closed_signups
    where paid_at is not null
)
select
    period, segment, place, step, count(*) as reached,
    sum(seconds) as step_seconds, count(seconds) as timed
from steps
group by period, segment, place, step
