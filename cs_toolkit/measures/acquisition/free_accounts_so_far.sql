-- All free accounts and trials that started in the period, and those of them who have paid so far: one
-- row per period and segment. Accounts still within their window count as not paying.
-- needs: signups(account_id, signed_up_at, paid_at)
-- after: signed_up
-- segment: signups
-- rows: free
with
free as (
    select
        signed_up.*, case when paid_at is null then 0 else 1 end as paid
    from signed_up
    where paid_at is null or paid_at > signed_up_at
)
select period, segment, count(*) as free_accounts, sum(paid) as free_accounts_paid
from free
group by period, segment
