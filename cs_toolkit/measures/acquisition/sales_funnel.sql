-- The way of the period's leads whose window has closed: one row per period, segment and step, with how
-- many got there within it and the time since the step before.
-- needs: leads(lead_id, created_at, converted_at)
-- after: closed_leads
-- segment: leads
-- keys: period, segment, place, step
with
steps as (
    select period, segment, 1 as place, 'lead' as step, cast(null as double) as seconds
    from closed_leads
    union all
    select
        period, segment, 2 as place, 'qualified' as step,
        seconds_between(created_at, qualified_at) as seconds
    from closed_leads
    where qualified_at is not null
    -- a customer who was never called qualified has passed that step, too
    union all
    select period, segment, 2 as place, 'qualified' as step, cast(null as double) as seconds
    from closed_leads
    where qualified_at is null and converted_at is not null
    union all
    select
        period, segment, 3 as place, 'customer' as step,
        seconds_between(coalesce(qualified_at, created_at), converted_at) as seconds
    from closed_leads
    where converted_at is not null
)
select
    period, segment, place, step, count(*) as reached,
    sum(seconds) as step_seconds, count(seconds) as timed
from steps
group by period, segment, place, step
