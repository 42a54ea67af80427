-- Accounts of the period that have paid so far: one row per period and segment.
-- needs: signups(account_id, signed_up_at, paid_at)
-- after: signed_up
-- segment: signups
-- rows: paying
with
paying as (
    select * from signed_up where paid_at is not null
)
select period, segment, count(*) as signups_paying
from paying
group by period, segment
