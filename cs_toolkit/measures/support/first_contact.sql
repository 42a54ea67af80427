-- Issues resolved at first contact, of those whose repeat window has closed: one row per period
-- and segment.
-- needs: tickets(ticket_id, opened_at, resolved_at|first_resolved_at|last_resolved_at)
-- after: first_contacts
-- segment: tickets, customers
-- rows: judged
with
-- the issues of one customer are alike; an issue of nobody known stands for itself
of_customers as (
    select
        period, segment, customer_id, count(*) as issues,
        sum(case when failed_because is null then 1 else 0 end) as resolved_at_once
    from judged
    group by period, segment, customer_id, case when customer_id is null then ticket_id end
)
select
    period, segment,
    cast(sum(issues) as bigint) as issues_with_closed_window,
    cast(sum(resolved_at_once) as bigint) as issues_resolved_at_first_contact,
    count(distinct customer_id) as asking_customers,
    cast(sum(case when customer_id is null then resolved_at_once else 0 end) as bigint)
        as issues_without_customer_resolved_at_first_contact,
    count(*) as customers_behind_issues_with_closed_window,
    cast(sum(issues * issues) as bigint) as issues_with_closed_window_by_customer_square_sum,
    cast(sum(resolved_at_once * resolved_at_once) as bigint)
        as issues_resolved_at_first_contact_by_customer_square_sum,
    cast(sum(resolved_at_once * issues) as bigint)
        as issues_resolved_at_first_contact_by_customer_product_sum
from of_customers
group by period, segment
