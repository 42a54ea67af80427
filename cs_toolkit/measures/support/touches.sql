-- How many public replies of an agent the issues took that were resolved: one row per period and segment.
-- needs: messages(ticket_id, sent_at, author_kind) or tickets(replies), tickets(ticket_id, opened_at, resolved_at|first_resolved_at|last_resolved_at)
-- after: resolved, spoken
-- segment: tickets, customers
-- rows: touched
-- empty: agent_replies_median
with
-- a conversation without a message on record has an unknown number of replies, not none
replies_on_record as (
    select
        ticket_id,
        sum(case when author_kind = 'agent' and is_public = 1 then 1 else 0 end) as replies
    from spoken
    group by ticket_id
),
touched as (
    select
        resolved.period, resolved.segment, resolved.ticket_id, resolved.customer_id,
        resolved.opened_at, resolved.resolved_at,
        cast(coalesce(tickets.replies, replies_on_record.replies) as double) as replies
    from resolved
    inner join tickets on tickets.ticket_id = resolved.ticket_id
    left join replies_on_record on replies_on_record.ticket_id = resolved.ticket_id
    where coalesce(tickets.replies, replies_on_record.replies) is not null
),
ranked as (
    select
        period, segment, replies,
        row_number() over (partition by period, segment order by replies) - 1 as nth,
        count(*) over (partition by period, segment) - 1 as last_nth
    from touched
),
-- the issues of one customer are alike; an issue of nobody known stands for itself
of_customers as (
    select
        period, segment, count(*) as cases,
        cast(sum(replies) as double) as agent_replies,
        sum(case when replies <= 1 then 1 else 0 end) as one_touch_issues,
        sum(case when replies = 2 then 1 else 0 end) as two_touch_issues,
        sum(case when replies > 2 then 1 else 0 end) as multi_touch_issues
    from touched
    group by period, segment, customer_id, case when customer_id is null then ticket_id end
),
of_segments as (
    select
        period, segment,
        count(*) as customers,
        sum(cases * cases) as square_cases,
        sum(agent_replies * agent_replies) as square_agent_replies,
        sum(agent_replies * cases) as agent_replies_by_cases,
        sum(one_touch_issues * one_touch_issues) as square_one_touch_issues,
        sum(one_touch_issues * cases) as one_touch_issues_by_cases,
        sum(two_touch_issues * two_touch_issues) as square_two_touch_issues,
        sum(two_touch_issues * cases) as two_touch_issues_by_cases,
        sum(multi_touch_issues * multi_touch_issues) as square_multi_touch_issues,
        sum(multi_touch_issues * cases) as multi_touch_issues_by_cases
    from of_customers
    group by period, segment
),
counted as (
    select
        period, segment,
        count(*) as issues_with_known_replies,
        cast(sum(replies) as bigint) as agent_replies,
        cast(sum(replies * replies) as bigint) as agent_replies_square_sum,
        linear_percentile(replies, nth, last_nth, 0.5) as agent_replies_median,
        sum(case when replies <= 1 then 1 else 0 end) as one_touch_issues,
        sum(case when replies = 2 then 1 else 0 end) as two_touch_issues,
        sum(case when replies > 2 then 1 else 0 end) as multi_touch_issues
    from ranked
    group by period, segment
)
select
    counted.period, counted.segment,
    counted.issues_with_known_replies,
    counted.agent_replies,
    counted.agent_replies_square_sum,
    counted.agent_replies_median,
    counted.one_touch_issues,
    counted.two_touch_issues,
    counted.multi_touch_issues,
    of_segments.customers as customers_behind_issues_with_known_replies,
    cast(of_segments.square_cases as bigint) as issues_with_known_replies_by_customer_square_sum,
    of_segments.square_agent_replies as agent_replies_by_customer_square_sum,
    of_segments.agent_replies_by_cases as agent_replies_by_customer_product_sum,
    cast(of_segments.square_one_touch_issues as bigint) as one_touch_issues_by_customer_square_sum,
    cast(of_segments.one_touch_issues_by_cases as bigint) as one_touch_issues_by_customer_product_sum,
    cast(of_segments.square_two_touch_issues as bigint) as two_touch_issues_by_customer_square_sum,
    cast(of_segments.two_touch_issues_by_cases as bigint) as two_touch_issues_by_customer_product_sum,
    cast(of_segments.square_multi_touch_issues as bigint) as multi_touch_issues_by_customer_square_sum,
    cast(of_segments.multi_touch_issues_by_cases as bigint) as multi_touch_issues_by_customer_product_sum
from counted
inner join of_segments
    on of_segments.period = counted.period
    and of_segments.segment is not distinct from counted.segment
