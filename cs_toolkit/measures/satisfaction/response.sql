-- Surveys sent, and how many of them were answered and commented: one row per period and segment.
-- needs: survey_responses(response_id, survey, sent_at)
-- segment: survey_responses, customers
-- rows: sent
with
sent as (
    select
        periods.period, $segment as segment, survey_responses.response_id,
        survey_responses.customer_id, survey_responses.survey,
        case when survey_responses.score is null then 0 else 1 end as answered,
        case when survey_responses.comment is null then 0 else 1 end as commented
    from survey_responses
    inner join periods
        on survey_responses.sent_at >= periods.starts_at
        and survey_responses.sent_at < periods.closes_at
    left join customers on customers.customer_id = survey_responses.customer_id
)
select
    period, segment,
    count(*) as surveys_sent,
    sum(answered) as surveys_answered,
    sum(case when answered = 1 then commented else 0 end) as surveys_commented
from sent
group by period, segment
