-- Issues resolved for the first time, and which of them were re-opened: within the days of the window, of
-- those whose days are over, and at all so far. One row per period and segment.
-- needs: tickets(ticket_id, opened_at, reopened_at|reopened_count, resolved_at|first_resolved_at|last_resolved_at)
-- after: issues
-- segment: tickets, customers
-- rows: followed
with
-- a re-opening whose time is not known counts as one within the window
followed as (
    select
        periods.period, issues.segment, issues.ticket_id, issues.customer_id, issues.opened_at,
        issues.first_resolution_at, issues.reopened_at, issues.category, issues.employee,
        issues.reopened,
        case
            when issues.reopened = 1
                and (
                    issues.reopened_at is null
                    or seconds_between(issues.first_resolution_at, issues.reopened_at)
                        < 86400 * (case when $reopen_window > 0 then $reopen_window else $repeat_window end)
                )
                then 1
            else 0
        end as reopened_in_window,
        case
            when seconds_between(issues.first_resolution_at, last_known.known_at)
                >= 86400 * (case when $reopen_window > 0 then $reopen_window else $repeat_window end)
                then 1
            else 0
        end as window_closed
    from issues
    inner join periods
        on issues.first_resolution_at >= periods.starts_at
        and issues.first_resolution_at < periods.closes_at
    cross join last_known
),
-- the issues of one customer are alike; an issue of nobody known stands for itself
of_customers as (
    select
        period, segment, count(*) as issues,
        sum(window_closed) as closed, sum(window_closed * reopened_in_window) as in_window,
        sum(reopened) as so_far
    from followed
    group by period, segment, customer_id, case when customer_id is null then ticket_id end
)
select
    period, segment,
    cast(sum(closed) as bigint) as issues_with_closed_reopen_window,
    cast(sum(in_window) as bigint) as issues_reopened_in_window,
    cast(sum(so_far) as bigint) as issues_reopened_so_far,
    sum(case when closed > 0 then 1 else 0 end)
        as customers_behind_issues_with_closed_reopen_window,
    cast(sum(closed * closed) as bigint)
        as issues_with_closed_reopen_window_by_customer_square_sum,
    cast(sum(in_window * in_window) as bigint) as issues_reopened_in_window_by_customer_square_sum,
    cast(sum(in_window * closed) as bigint) as issues_reopened_in_window_by_customer_product_sum,
    cast(sum(so_far * so_far) as bigint) as issues_reopened_so_far_by_customer_square_sum,
    cast(sum(so_far * issues) as bigint) as issues_reopened_so_far_by_customer_product_sum
from of_customers
group by period, segment
