-- When each issue got its first reply: an agent's, public, and to something that was asked.
-- after: issues, spoken
asked_first as (
    select
        ticket_id,
        min(case when author_kind = 'customer' then sent_at end) as asked_at,
        min(case when author_kind = 'agent' then sent_at end) as agent_wrote_at,
        min(case when author_kind = 'bot' then sent_at end) as bot_wrote_at
    from spoken
    group by ticket_id
),
-- notes, bots, and what the agent wrote before anybody asked are no reply
public_replies as (
    select spoken.ticket_id, min(spoken.sent_at) as replied_at
    from spoken
    inner join asked_first on asked_first.ticket_id = spoken.ticket_id
    where
        spoken.author_kind = 'agent'
        and spoken.is_public = 1
        and spoken.sent_at >= asked_first.asked_at
    group by spoken.ticket_id
),
-- what a bot had resolved before a person replied, and the customer's next message after that
resolved_by_bot as (
    select
        issues.ticket_id,
        min(
            case
                when spoken.author_kind = 'customer' and spoken.sent_at > issues.first_resolution_at
                    then spoken.sent_at
            end
        ) as asked_again_at,
        max(issues.reopened_at) as reopened_at
    from issues
    inner join asked_first on asked_first.ticket_id = issues.ticket_id
    inner join public_replies on public_replies.ticket_id = issues.ticket_id
    inner join spoken on spoken.ticket_id = issues.ticket_id
    where
        $wait_after_bot = 'restarts'
        and asked_first.bot_wrote_at <= issues.first_resolution_at
        and public_replies.replied_at > issues.first_resolution_at
    group by issues.ticket_id
),
-- where the agent opened the conversation, the wait begins with the customer's first message; where
-- a bot had resolved it, with the message that opens it again
replied as (
    select
        periods.period, issues.segment, issues.ticket_id, issues.customer_id, issues.opened_at,
        case
            when issues.first_replied_at is null and asked_first.agent_wrote_at < asked_first.asked_at
                then asked_first.asked_at
            when
                issues.first_replied_at is null
                and coalesce(resolved_by_bot.asked_again_at, resolved_by_bot.reopened_at)
                    <= public_replies.replied_at
                then coalesce(resolved_by_bot.asked_again_at, resolved_by_bot.reopened_at)
            else issues.opened_at
        end as wait_starts_at,
        coalesce(issues.first_replied_at, public_replies.replied_at) as replied_at
    from issues
    inner join periods
        on issues.opened_at >= periods.starts_at and issues.opened_at < periods.closes_at
    left join asked_first on asked_first.ticket_id = issues.ticket_id
    left join public_replies on public_replies.ticket_id = issues.ticket_id
    left join resolved_by_bot on resolved_by_bot.ticket_id = issues.ticket_id
    where coalesce(issues.first_replied_at, public_replies.replied_at) is not null
)
