-- Surveys sent, and how many of them have been answered so far: one row per period and segment.
-- needs: survey_responses(response_id, survey, score, sent_at)
-- after: surveyed
-- segment: survey_responses, customers
-- rows: sent
with
-- the surveys of one customer are alike; one of nobody known stands for itself
of_customers as (
    select
        period, segment,
        count(*) as cases,
        sum(answered) as surveys_answered
    from sent
    group by period, segment, customer_id, case when customer_id is null then response_id end
)
select
    period, segment,
    cast(sum(cases) as bigint) as surveys_sent,
    cast(sum(surveys_answered) as bigint) as surveys_answered,
    count(*) as customers_behind_surveys_sent,
    cast(sum(cases * cases) as bigint) as surveys_sent_by_customer_square_sum,
    cast(sum(surveys_answered * surveys_answered) as bigint) as surveys_answered_by_customer_square_sum,
    cast(sum(surveys_answered * cases) as bigint) as surveys_answered_by_customer_product_sum
from of_customers
group by period, segment
