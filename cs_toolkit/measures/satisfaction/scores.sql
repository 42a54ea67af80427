-- What customers answered, by the kind of survey: one row per period and segment.
-- needs: survey_responses(response_id, survey, score)
-- segment: survey_responses, customers
-- rows: answers
with
-- an answer counts when it was given; without that time, when the survey was sent. A score off
-- the declared scale is set aside
answers as (
    select
        periods.period, $segment as segment, survey_responses.response_id,
        survey_responses.customer_id, survey_responses.survey, survey_responses.score,
        surveys.kind, surveys.lowest, surveys.highest,
        case
            when surveys.high_is_good = 1 and survey_responses.score >= surveys.good_from then 1
            when surveys.high_is_good = 0 and survey_responses.score <= surveys.good_from then 1
            else 0
        end as good,
        case when survey_responses.score >= surveys.positive_from then 1 else 0 end as positive,
        row_number() over (
            partition by periods.period, survey_responses.survey, survey_responses.customer_id
            order by
                coalesce(survey_responses.responded_at, survey_responses.sent_at) desc,
                survey_responses.response_id desc
        ) as latest
    from survey_responses
    inner join surveys on surveys.survey = survey_responses.survey
    inner join periods
        on coalesce(survey_responses.responded_at, survey_responses.sent_at) >= periods.starts_at
        and coalesce(survey_responses.responded_at, survey_responses.sent_at) < periods.closes_at
    left join customers on customers.customer_id = survey_responses.customer_id
    where survey_responses.score >= surveys.lowest and survey_responses.score <= surveys.highest
),
counted as (
    select * from answers where $answers = 'all' or customer_id is null or latest = 1
)
select
    period, segment,
    sum(case when kind = 'nps' and score >= 9 then 1 else 0 end) as promoters,
    sum(case when kind = 'nps' and score >= 7 and score < 9 then 1 else 0 end) as passives,
    sum(case when kind = 'nps' and score < 7 then 1 else 0 end) as detractors,
    sum(case when kind = 'nps' then 1 else 0 end) as responses,
    sum(case when kind = 'csat' then good else 0 end) as satisfied,
    sum(case when kind = 'csat' then 1 else 0 end) as satisfaction_responses,
    cast(sum(case when kind = 'csat' then score else 0 end) as double) as satisfaction_points,
    cast(sum(case when kind = 'csat' then highest else 0 end) as double)
        as satisfaction_points_possible,
    cast(sum(case when kind = 'csat' then score else 0 end) as double) as satisfaction_score_sum,
    cast(sum(case when kind = 'csat' then score * score else 0 end) as double)
        as satisfaction_score_square_sum,
    sum(case when kind = 'ces' then good else 0 end) as low_effort,
    sum(case when kind = 'ces' then 1 else 0 end) as effort_responses,
    cast(sum(case when kind = 'ces' then score else 0 end) as double) as effort_score_sum,
    cast(sum(case when kind = 'ces' then score * score else 0 end) as double)
        as effort_score_square_sum,
    sum(case when kind = 'ces' then positive else 0 end) as effort_positive,
    sum(case when kind = 'ces' and score >= 6 then 1 else 0 end) as effort_easy,
    sum(case when kind = 'ces' and score <= 3 then 1 else 0 end) as effort_difficult
from counted
group by period, segment
