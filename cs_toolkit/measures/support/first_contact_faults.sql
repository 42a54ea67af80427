-- Whether the team or the product kept issues from being resolved at first contact: one row per
-- period and segment.
-- needs: tickets(ticket_id, opened_at, fault, resolved_at|first_resolved_at|last_resolved_at)
-- after: first_contacts
-- segment: tickets, customers
-- rows: failed
with
failed as (
    select * from judged where failed_because is not null
)
select
    period, segment,
    sum(case when fault = 'team' then 1 else 0 end) as issues_failed_by_team,
    sum(case when fault = 'product' then 1 else 0 end) as issues_failed_by_product
from failed
group by period, segment
