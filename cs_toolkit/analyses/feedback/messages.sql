-- What was written in conversations.
-- needs: messages(message_id, ticket_id, sent_at, author_kind, text)
select ticket_id, sent_at, author_kind, text, language from messages
