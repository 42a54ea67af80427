-- Answers that came with a comment, of the surveys sent: one row per period and segment.
-- needs: survey_responses(response_id, survey, score, sent_at, comment)
-- after: surveyed
-- segment: survey_responses, customers
-- rows: commented
with
commented as (
    select * from sent where commented = 1
)
select period, segment, count(*) as surveys_commented
from commented
group by period, segment
