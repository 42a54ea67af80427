-- Accounts that signed up in the period and have had their whole window: one row per period and
-- segment. Accounts still within their window are not counted yet.
-- needs: signups(account_id, signed_up_at)
-- after: closed_signups
-- segment: signups
-- rows: closed_signups
select period, segment, count(*) as cohort_signups
from closed_signups
group by period, segment
