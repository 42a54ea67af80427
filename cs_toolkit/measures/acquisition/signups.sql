-- Accounts that signed up in the period: one row per period and segment.
-- needs: signups(account_id, signed_up_at)
-- after: signed_up
-- segment: signups
-- rows: signed_up
select period, segment, count(*) as signups
from signed_up
group by period, segment
