-- Whose turn it was in each conversation: a run of messages of one side, until the other side writes.
-- after: spoken
-- bots and notes end nobody's turn
said_in_turn as (
    select
        ticket_id, message_id, author_kind, sent_at,
        lag(author_kind) over (partition by ticket_id order by sent_at, message_id) as said_before
    from spoken
    where author_kind = 'customer' or (author_kind = 'agent' and is_public = 1)
),
turns as (
    select
        ticket_id, author_kind, sent_at as begins_at,
        lead(sent_at) over (partition by ticket_id order by sent_at, message_id) as ends_at
    from said_in_turn
    where said_before is null or said_before <> author_kind
)
