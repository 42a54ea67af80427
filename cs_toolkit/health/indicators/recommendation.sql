-- How likely the customer is to recommend us, by the latest answer: 0 is the worst that the scale allows, 1 the best.
-- needs: survey_responses(response_id, survey, score, customer_id)
-- after: merged
with
answers as (
    select
        windows.period, coalesce(merged.merged_into, survey_responses.customer_id) as customer_id,
        case when surveys.high_is_good = 1
            then (survey_responses.score - surveys.lowest) / (surveys.highest - surveys.lowest)
            else (surveys.highest - survey_responses.score) / (surveys.highest - surveys.lowest)
        end as share,
        row_number() over (
            partition by
                windows.period, coalesce(merged.merged_into, survey_responses.customer_id)
            order by
                coalesce(survey_responses.responded_at, survey_responses.sent_at) desc,
                survey_responses.response_id desc
        ) as latest
    from survey_responses
    inner join surveys on surveys.survey = survey_responses.survey and surveys.kind = 'nps'
    inner join windows
        on coalesce(survey_responses.responded_at, survey_responses.sent_at) >= windows.from_at
        and coalesce(survey_responses.responded_at, survey_responses.sent_at) < windows.to_at
    left join merged on merged.customer_id = survey_responses.customer_id
    where survey_responses.customer_id is not null
        and survey_responses.score >= surveys.lowest
        and survey_responses.score <= surveys.highest
)
select period, customer_id, cast(avg(share) as double) as value
from answers
where latest = 1
group by period, customer_id
