-- A proxy for first contact: resolved, with one contact on the ticket. One row per period and
-- segment.
-- needs: tickets(ticket_id, opened_at, contacts, resolved_at|first_resolved_at|last_resolved_at)
-- after: issues
-- segment: tickets, customers
-- rows: in_one_contact
with
asked as (
    select
        periods.period, issues.segment, issues.ticket_id, issues.customer_id, issues.opened_at,
        issues.last_resolution_at, issues.category, issues.employee,
        case when issues.contacts = 1 and resolutions.ticket_id is not null then 1 else 0 end
            as in_one_contact
    from issues
    left join resolutions
        on resolutions.ticket_id = issues.ticket_id and resolutions.undone_at is null
    inner join periods
        on issues.opened_at >= periods.starts_at and issues.opened_at < periods.closes_at
),
in_one_contact as (
    select
        period, segment, ticket_id, customer_id, opened_at, last_resolution_at, category, employee
    from asked
    where in_one_contact = 1
),
-- the issues of one customer are alike; an issue of nobody known stands for itself
of_customers as (
    select period, segment, count(*) as cases, sum(in_one_contact) as resolved
    from asked
    group by period, segment, customer_id, case when customer_id is null then ticket_id end
)
select
    period, segment,
    cast(sum(resolved) as bigint) as issues_resolved_in_one_contact,
    cast(sum(resolved * resolved) as bigint) as issues_resolved_in_one_contact_by_customer_square_sum,
    cast(sum(resolved * cases) as bigint) as issues_resolved_in_one_contact_by_customer_product_sum
from of_customers
group by period, segment
