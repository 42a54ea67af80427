-- Customers who come back with the same thing: one row per period, segment, customer and category
-- with as many issues as make a problem chronic.
-- needs: tickets(ticket_id, opened_at, customer_id)
-- after: issues
-- segment: tickets, customers
-- keys: period, segment, customer_id, category
select
    periods.period, issues.segment, issues.customer_id, issues.category,
    count(*) as issues,
    sum(issues.reopened) as reopened_issues
from issues
inner join periods
    on issues.opened_at >= periods.starts_at and issues.opened_at < periods.closes_at
where issues.customer_id is not null
group by periods.period, issues.segment, issues.customer_id, issues.category
having count(*) >= $chronic_issues
