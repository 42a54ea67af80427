-- Messages by the issue that they belong to: those of a merged ticket belong to the ticket that it was
-- merged into. Notes that the customer does not see are marked.
merged_tickets as (
    select ticket_id, merged_into
    from tickets
    where merged_into is not null and merged_into <> ticket_id
),
-- a merger of mergers is followed to its end, through four tickets at most
merged_tickets_twice as (
    select
        merged_tickets.ticket_id,
        coalesce(further.merged_into, merged_tickets.merged_into) as merged_into
    from merged_tickets
    left join merged_tickets as further on further.ticket_id = merged_tickets.merged_into
),
merged_tickets_to_the_end as (
    select
        merged_tickets_twice.ticket_id,
        coalesce(further.merged_into, merged_tickets_twice.merged_into) as merged_into
    from merged_tickets_twice
    left join merged_tickets_twice as further
        on further.ticket_id = merged_tickets_twice.merged_into
),
spoken as (
    select
        messages.message_id,
        coalesce(merged_tickets_to_the_end.merged_into, messages.ticket_id) as ticket_id,
        messages.sent_at, messages.author_kind,
        case when coalesce(messages.is_public, true) then 1 else 0 end as is_public
    from messages
    left join merged_tickets_to_the_end
        on merged_tickets_to_the_end.ticket_id = messages.ticket_id
)
