-- How satisfied the customer is, by the mean answer: 0 is the worst that the scale allows, 1 the best.
-- needs: survey_responses(response_id, survey, score, customer_id)
-- after: graded
select period, customer_id, cast(avg(share) as double) as value
from graded
where kind = 'csat'
group by period, customer_id
