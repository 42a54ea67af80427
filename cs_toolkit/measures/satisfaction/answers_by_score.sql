-- How often each score was given, and how often with a comment: one row per period, survey, score
-- and segment.
-- needs: survey_responses(response_id, survey, score)
-- after: answers
-- segment: survey_responses, customers
-- keys: period, survey, score, segment
select
    period, survey, given_score as score, segment,
    max(kind) as kind, count(*) as answers,
    sum(case when is_comment(comment) then 1 else 0 end) as commented
from answers
group by period, survey, given_score, segment
