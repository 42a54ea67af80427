-- Accounts that signed up in the period, and how far they have come: one row per period and segment.
-- needs: signups(account_id, signed_up_at)
-- after: signed_up
-- segment: signups
-- rows: signed_up
select
    period, segment,
    count(*) as signups,
    count(activated_at) as signups_activated,
    count(case when activated_at is not null then paid_at end) as signups_activated_paying,
    count(paid_at) as signups_paying,
    coalesce(sum(seconds_between(signed_up_at, activated_at)), 0.0) as activation_seconds,
    coalesce(sum(seconds_between(signed_up_at, paid_at)), 0.0) as paying_seconds
from signed_up
group by period, segment
