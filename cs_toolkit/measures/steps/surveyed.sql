-- The surveys sent, each with whether it was answered and commented.
-- after: merged
sent as (
    select
        periods.period, $segment as segment, survey_responses.response_id,
        coalesce(merged.merged_into, survey_responses.customer_id) as customer_id,
        survey_responses.survey, survey_responses.touchpoint, survey_responses.sent_at,
        case when survey_responses.score is null then 0 else 1 end as answered,
        case
            when survey_responses.score is not null and survey_responses.comment is not null then 1
            else 0
        end as commented
    from survey_responses
    inner join periods
        on survey_responses.sent_at >= periods.starts_at
        and survey_responses.sent_at < periods.closes_at
    left join merged on merged.customer_id = survey_responses.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, survey_responses.customer_id)
)
