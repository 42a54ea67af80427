-- What customers said in their own words: comments that were made by themselves, and those beside a survey's answer.
-- after: merged
voices as (
    select
        'f ' || feedback.comment_id as comment_key, 'feedback' as origin, feedback.said_at,
        feedback.text, feedback.customer_id, feedback.ticket_id, feedback.touchpoint,
        feedback.channel, cast(null as varchar) as survey, feedback.score, feedback.language
    from feedback
    union all
    select
        's ' || survey_responses.response_id as comment_key, 'survey' as origin,
        coalesce(survey_responses.responded_at, survey_responses.sent_at) as said_at,
        survey_responses.comment as text, survey_responses.customer_id,
        survey_responses.ticket_id, survey_responses.touchpoint, 'survey' as channel,
        survey_responses.survey, survey_responses.score, survey_responses.language
    from survey_responses
    where survey_responses.comment is not null
),
said as (
    select
        voices.comment_key, voices.origin, voices.said_at, voices.text,
        coalesce(merged.merged_into, voices.customer_id) as customer_id, voices.ticket_id,
        voices.touchpoint, voices.channel, voices.survey, voices.score, voices.language
    from voices
    left join merged on merged.customer_id = voices.customer_id
    where is_comment(voices.text)
)
