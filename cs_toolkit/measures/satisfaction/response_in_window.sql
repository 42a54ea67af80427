-- Surveys that have had their time for an answer, and those of them that were answered: one row per
-- period and segment. Surveys of the last days, which may still be answered, are not counted yet.
-- needs: survey_responses(response_id, survey, score, sent_at)
-- after: surveyed
-- segment: survey_responses, customers
-- rows: closed_surveys
with
closed_surveys as (
    select sent.*
    from sent
    cross join last_known
    where seconds_between(sent_at, last_known.known_at) > $response_window_days * 86400.0
),
-- the surveys of one customer are alike; one of nobody known stands for itself
of_customers as (
    select
        period, segment,
        count(*) as cases,
        sum(answered) as answered
    from closed_surveys
    group by period, segment, customer_id, case when customer_id is null then response_id end
)
select
    period, segment,
    cast(sum(cases) as bigint) as surveys_with_closed_window,
    cast(sum(answered) as bigint) as closed_surveys_answered,
    count(*) as customers_behind_surveys_with_closed_window,
    cast(sum(cases * cases) as bigint) as surveys_with_closed_window_by_customer_square_sum,
    cast(sum(answered * answered) as bigint) as closed_surveys_answered_by_customer_square_sum,
    cast(sum(answered * cases) as bigint) as closed_surveys_answered_by_customer_product_sum
from of_customers
group by period, segment
