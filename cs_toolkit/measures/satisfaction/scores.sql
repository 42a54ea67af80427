-- What customers answered, by the kind of survey: one row per period and segment.
-- needs: survey_responses(response_id, survey, score)
-- after: answers
-- segment: survey_responses, customers
-- rows: answers
select
    period, segment,
    sum(case when kind = 'nps' and score >= 9 then 1 else 0 end) as promoters,
    sum(case when kind = 'nps' and score >= 7 and score < 9 then 1 else 0 end) as passives,
    sum(case when kind = 'nps' and score < 7 then 1 else 0 end) as detractors,
    sum(case when kind = 'nps' then 1 else 0 end) as responses,
    sum(case when kind = 'csat' and score >= good_from then 1 else 0 end) as satisfied,
    sum(case when kind = 'csat' then 1 else 0 end) as satisfaction_responses,
    sum(case when kind = 'ces' and score >= good_from then 1 else 0 end) as low_effort,
    sum(case when kind = 'ces' then 1 else 0 end) as effort_responses,
    sum(case when kind = 'ces' and score >= positive_from then 1 else 0 end) as effort_positive
from answers
group by period, segment
