-- The answers that count, each turned so that high is good, with what its scale calls good.
-- after: merged
-- an answer counts when it was given; without that time, when the survey was sent. A score off
-- the declared scale is set aside
given_answers as (
    select
        periods.period, $segment as segment, survey_responses.response_id,
        coalesce(merged.merged_into, survey_responses.customer_id) as customer_id,
        survey_responses.survey, survey_responses.touchpoint, survey_responses.comment,
        surveys.kind, surveys.lowest, surveys.highest, surveys.high_is_good,
        survey_responses.score as given_score,
        -- where little effort is a low answer the scale is turned over, and its borders with it
        case
            when surveys.high_is_good = 1 then survey_responses.score
            else surveys.lowest + surveys.highest - survey_responses.score
        end as score,
        case
            when surveys.high_is_good = 1 then surveys.good_from
            else surveys.lowest + surveys.highest - surveys.good_from
        end as good_from,
        case
            when surveys.high_is_good = 1 then surveys.positive_from
            else surveys.lowest + surveys.highest - surveys.positive_from
        end as positive_from,
        row_number() over (
            partition by
                periods.period, survey_responses.survey,
                coalesce(merged.merged_into, survey_responses.customer_id)
            order by
                coalesce(survey_responses.responded_at, survey_responses.sent_at) desc,
                survey_responses.response_id desc
        ) as latest
    from survey_responses
    inner join surveys on surveys.survey = survey_responses.survey
    inner join periods
        on coalesce(survey_responses.responded_at, survey_responses.sent_at) >= periods.starts_at
        and coalesce(survey_responses.responded_at, survey_responses.sent_at) < periods.closes_at
    left join merged on merged.customer_id = survey_responses.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, survey_responses.customer_id)
    where survey_responses.score >= surveys.lowest and survey_responses.score <= surveys.highest
),
-- several answers of one customer: all, the last one, or their mean as one answer. An answer of
-- nobody known stands for itself
answers as (
    select
        period, segment, survey, kind, lowest, highest, high_is_good, good_from, positive_from,
        customer_id, max(response_id) as response_id, max(touchpoint) as touchpoint, max(comment) as comment,
        count(*) as answers_given,
        avg(score) as score,
        avg(given_score) as given_score
    from given_answers
    where $answers <> 'last' or customer_id is null or latest = 1
    group by
        period, segment, survey, kind, lowest, highest, high_is_good, good_from, positive_from,
        customer_id, case when $answers = 'account_mean' and customer_id is not null then '' else response_id end
)
