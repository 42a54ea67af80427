-- Accounts of the period that have been activated so far: one row per period and segment.
-- needs: signups(account_id, signed_up_at, activated_at)
-- after: signed_up
-- segment: signups
-- rows: activated
with
activated as (
    select * from signed_up where activated_at is not null
)
select period, segment, count(*) as signups_activated
from activated
group by period, segment
