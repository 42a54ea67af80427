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
)
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
