-- How likely the customer is to recommend us, by the latest answer: 0 is the worst that the scale allows, 1 the best.
-- needs: survey_responses(response_id, survey, score, customer_id)
-- after: graded
select period, customer_id, cast(share as double) as value
from graded
where kind = 'nps' and nth_latest = 1
