-- Whether the team or the product kept issues from being resolved at first contact: one row per
-- period and segment.
-- needs: tickets(ticket_id, opened_at, fault, resolved_at|first_resolved_at|last_resolved_at)
-- after: first_contacts
-- segment: tickets, customers
-- rows: failed
with
failed as (
    select * from judged where failed_because is not null
),
-- the issues of one customer are alike; an issue of nobody known stands for itself
of_customers as (
    select
        period, segment, count(*) as cases,
        sum(case when failed_because is not null and fault = 'team' then 1 else 0 end) as by_team,
        sum(case when failed_because is not null and fault = 'product' then 1 else 0 end) as by_product
    from judged
    group by period, segment, customer_id, case when customer_id is null then ticket_id end
)
select
    period, segment,
    cast(sum(by_team) as bigint) as issues_failed_by_team,
    cast(sum(by_product) as bigint) as issues_failed_by_product,
    cast(sum(by_team * by_team) as bigint) as issues_failed_by_team_by_customer_square_sum,
    cast(sum(by_team * cases) as bigint) as issues_failed_by_team_by_customer_product_sum,
    cast(sum(by_product * by_product) as bigint) as issues_failed_by_product_by_customer_square_sum,
    cast(sum(by_product * cases) as bigint) as issues_failed_by_product_by_customer_product_sum
from of_customers
group by period, segment
