-- Free accounts and trials that started in the period and have had their time, and those of them who
-- paid within it: one row per period and segment. An account that paid at once was never free.
-- needs: signups(account_id, signed_up_at, paid_at)
-- after: signed_up
-- segment: signups
-- rows: closed
with
closed as (
    select
        signed_up.*,
        case
            when seconds_between(signed_up_at, paid_at) <= $conversion_window_days * 86400.0 then 1
            else 0
        end as paid_in_window
    from signed_up
    cross join last_known
    where seconds_between(signed_up_at, last_known.known_at) > $conversion_window_days * 86400.0
        and (paid_at is null or paid_at > signed_up_at)
)
select
    period, segment,
    count(*) as cohort_free_accounts,
    sum(paid_in_window) as cohort_free_accounts_paid
from closed
group by period, segment
