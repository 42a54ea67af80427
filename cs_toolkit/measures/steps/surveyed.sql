-- The surveys sent, each with whether it was answered.
-- after: merged
sent as (
    select
        periods.period, $segment as segment, survey_responses.response_id,
        coalesce(merged.merged_into, survey_responses.customer_id) as customer_id,
        survey_responses.survey, survey_responses.touchpoint, survey_responses.sent_at,
        -- a comment without a score is an answer too
        case
            when survey_responses.score is not null or is_comment(survey_responses.comment) then 1
            else 0
        end as answered
    from survey_responses
    inner join periods
        on survey_responses.sent_at >= periods.starts_at
        and survey_responses.sent_at < periods.closes_at
    left join merged on merged.customer_id = survey_responses.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, survey_responses.customer_id)
)
