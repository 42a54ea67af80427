-- Activated accounts of the period that paid within their window, which has closed: one row per
-- period and segment.
-- needs: signups(account_id, signed_up_at, activated_at, paid_at)
-- after: closed_signups
-- segment: signups
-- rows: paying
with
paying as (
    select * from closed_signups where activated_at is not null and paid_at is not null
)
select period, segment, count(*) as cohort_signups_activated_paying
from paying
group by period, segment
