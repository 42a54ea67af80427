-- Surveys sent, and how many of them were answered: one row per period and segment.
-- needs: survey_responses(response_id, survey, score, sent_at)
-- after: surveyed
-- segment: survey_responses, customers
-- rows: sent
select
    period, segment,
    count(*) as surveys_sent,
    sum(answered) as surveys_answered
from sent
group by period, segment
