-- Customers' answers within the windows, each as a share of its scale: 0 is the worst that it allows, 1 the best.
-- after: merged
graded as (
    select
        windows.period, surveys.kind,
        coalesce(merged.merged_into, survey_responses.customer_id) as customer_id,
        case when surveys.high_is_good = 1
            then (survey_responses.score - surveys.lowest) / (surveys.highest - surveys.lowest)
            else (surveys.highest - survey_responses.score) / (surveys.highest - surveys.lowest)
        end as share,
        row_number() over (
            partition by
                windows.period, surveys.kind,
                coalesce(merged.merged_into, survey_responses.customer_id)
            order by
                coalesce(survey_responses.responded_at, survey_responses.sent_at) desc,
                survey_responses.response_id desc
        ) as nth_latest
    from survey_responses
    inner join surveys on surveys.survey = survey_responses.survey
    inner join windows
        on coalesce(survey_responses.responded_at, survey_responses.sent_at) >= windows.from_at
        and coalesce(survey_responses.responded_at, survey_responses.sent_at) < windows.to_at
    left join merged on merged.customer_id = survey_responses.customer_id
    where survey_responses.customer_id is not null
        and survey_responses.score >= surveys.lowest
        and survey_responses.score <= surveys.highest
)
