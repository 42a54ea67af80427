-- Issues opened: one row per period and segment.
-- needs: tickets(ticket_id, opened_at)
-- after: issues
-- segment: tickets, customers
-- rows: opened
with
opened as (
    select
        periods.period, issues.segment, issues.ticket_id, issues.customer_id, issues.opened_at,
        issues.category, issues.employee, issues.contacts, issues.transfers,
        issues.first_replied_at, issues.last_resolution_at, issues.reopened_at
    from issues
    inner join periods
        on issues.opened_at >= periods.starts_at and issues.opened_at < periods.closes_at
),
-- the issues of one customer are alike; an issue of nobody known stands for itself
of_customers as (
    select period, segment, count(*) as issues
    from opened
    group by period, segment, customer_id, case when customer_id is null then ticket_id end
)
select
    period, segment,
    cast(sum(issues) as bigint) as issues,
    cast(sum(issues) as bigint) as conversations,
    count(*) as customers_behind_issues,
    cast(sum(issues * issues) as bigint) as issues_by_customer_square_sum
from of_customers
group by period, segment
