-- How often each score was given, and how often with a comment: one row per period, survey, score
-- and segment.
-- needs: survey_responses(response_id, survey, score)
-- segment: survey_responses, customers
-- keys: period, survey, score, segment
select
    periods.period, survey_responses.survey, survey_responses.score, $segment as segment,
    max(surveys.kind) as kind, count(*) as answers,
    sum(case when survey_responses.comment is null then 0 else 1 end) as commented
from survey_responses
inner join surveys on surveys.survey = survey_responses.survey
inner join periods
    on coalesce(survey_responses.responded_at, survey_responses.sent_at) >= periods.starts_at
    and coalesce(survey_responses.responded_at, survey_responses.sent_at) < periods.closes_at
left join customers on customers.customer_id = survey_responses.customer_id
where survey_responses.score >= surveys.lowest and survey_responses.score <= surveys.highest
group by periods.period, survey_responses.survey, survey_responses.score, $segment
