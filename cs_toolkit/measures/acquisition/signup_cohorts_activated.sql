-- Accounts of the period that were activated within their window, which has closed: one row per
-- period and segment.
-- needs: signups(account_id, signed_up_at, activated_at)
-- after: closed_signups
-- segment: signups
-- rows: activated
with
activated as (
    select * from closed_signups where activated_at is not null
)
select
    period, segment,
    count(*) as cohort_signups_activated,
    sum(seconds_between(signed_up_at, activated_at)) as activation_seconds
from activated
group by period, segment
