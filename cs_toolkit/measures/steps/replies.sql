-- When each issue got its first reply: an agent's, public, and to something that was asked.
-- after: issues
asked_first as (
    select
        ticket_id,
        min(case when author_kind = 'customer' then sent_at end) as asked_at,
        min(case when author_kind = 'agent' then sent_at end) as agent_wrote_at
    from messages
    group by ticket_id
),
-- notes, bots, and what the agent wrote before anybody asked are no reply
public_replies as (
    select messages.ticket_id, min(messages.sent_at) as replied_at
    from messages
    inner join asked_first on asked_first.ticket_id = messages.ticket_id
    where
        messages.author_kind = 'agent'
        and coalesce(messages.is_public, true)
        and messages.sent_at >= asked_first.asked_at
    group by messages.ticket_id
),
-- where the agent opened the conversation, the wait begins with the customer's first message
replied as (
    select
        periods.period, issues.segment, issues.ticket_id, issues.customer_id, issues.opened_at,
        case
            when issues.first_replied_at is null and asked_first.agent_wrote_at < asked_first.asked_at
                then asked_first.asked_at
            else issues.opened_at
        end as waits_from,
        coalesce(issues.first_replied_at, public_replies.replied_at) as replied_at
    from issues
    inner join periods
        on issues.opened_at >= periods.starts_at and issues.opened_at < periods.closes_at
    left join asked_first on asked_first.ticket_id = issues.ticket_id
    left join public_replies on public_replies.ticket_id = issues.ticket_id
    where coalesce(issues.first_replied_at, public_replies.replied_at) is not null
)
