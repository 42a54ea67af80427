-- Every comment, and when somebody of the company wrote in its conversation afterwards.
-- needs: feedback(comment_id, said_at, text) or survey_responses(response_id, comment)
-- after: said
with
answers as (
    select said.comment_key, min(messages.sent_at) as answered_at
    from said
    inner join messages
        on messages.ticket_id = said.ticket_id and messages.sent_at > said.said_at
    where messages.author_kind = 'agent' and coalesce(messages.is_public, true)
    group by said.comment_key
)
select
    said.comment_key, said.said_at, said.text, said.customer_id,
    said.ticket_id, said.touchpoint, said.channel, said.survey, said.score, said.language,
    answers.answered_at
from said
left join answers on answers.comment_key = said.comment_key
