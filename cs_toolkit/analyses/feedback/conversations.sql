-- Every issue with what is known of how it went, and how its customer rated it.
-- needs: tickets(ticket_id, opened_at), survey_responses(response_id, survey, score, ticket_id)
-- after: merged
with
-- the latest rating on its scale
ratings as (
    select
        survey_responses.ticket_id,
        case
            when surveys.high_is_good = 1 and survey_responses.score >= surveys.good_from then 1
            when surveys.high_is_good = 0 and survey_responses.score <= surveys.good_from then 1
            else 0
        end as satisfied,
        coalesce(survey_responses.responded_at, survey_responses.sent_at) as answered_at,
        row_number() over (
            partition by survey_responses.ticket_id
            order by
                coalesce(survey_responses.responded_at, survey_responses.sent_at) desc,
                survey_responses.response_id desc
        ) as latest
    from survey_responses
    inner join surveys on surveys.survey = survey_responses.survey and surveys.kind = 'csat'
    where survey_responses.ticket_id is not null
        and survey_responses.score >= surveys.lowest
        and survey_responses.score <= surveys.highest
)
select
    tickets.ticket_id, coalesce(merged.merged_into, tickets.customer_id) as customer_id,
    tickets.opened_at, tickets.first_replied_at,
    coalesce(tickets.last_resolved_at, tickets.resolved_at, tickets.first_resolved_at)
        as resolved_at,
    tickets.contacts, tickets.transfers, tickets.reopened_count, tickets.requester_wait_seconds,
    tickets.agent_wait_seconds, tickets.on_hold_seconds, tickets.category, tickets.channel,
    ratings.satisfied, ratings.answered_at
from tickets
left join ratings on ratings.ticket_id = tickets.ticket_id and ratings.latest = 1
left join merged on merged.customer_id = tickets.customer_id
