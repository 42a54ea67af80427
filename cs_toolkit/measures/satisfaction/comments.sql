-- Answers, with a score or in words alone, and those of them with a comment: one row per period and
-- segment.
-- needs: survey_responses(response_id, survey, score, comment)
-- after: merged
-- segment: survey_responses, customers
-- rows: received
with
-- an answer counts when it was given; without that time, when the survey was sent
received as (
    select
        periods.period, $segment as segment, survey_responses.response_id,
        coalesce(merged.merged_into, survey_responses.customer_id) as customer_id,
        survey_responses.survey, survey_responses.touchpoint, survey_responses.score,
        survey_responses.comment,
        case when is_comment(survey_responses.comment) then 1 else 0 end as commented
    from survey_responses
    inner join periods
        on coalesce(survey_responses.responded_at, survey_responses.sent_at) >= periods.starts_at
        and coalesce(survey_responses.responded_at, survey_responses.sent_at) < periods.closes_at
    left join merged on merged.customer_id = survey_responses.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, survey_responses.customer_id)
    where survey_responses.score is not null or is_comment(survey_responses.comment)
),
-- the answers of one customer are alike; an answer of nobody known stands for itself
of_customers as (
    select
        period, segment,
        count(*) as cases,
        sum(commented) as answers_commented
    from received
    group by period, segment, customer_id, case when customer_id is null then response_id end
)
select
    period, segment,
    cast(sum(cases) as bigint) as answers_received,
    cast(sum(answers_commented) as bigint) as answers_commented,
    count(*) as customers_behind_answers_received,
    cast(sum(cases * cases) as bigint) as answers_received_by_customer_square_sum,
    cast(sum(answers_commented * answers_commented) as bigint) as answers_commented_by_customer_square_sum,
    cast(sum(answers_commented * cases) as bigint) as answers_commented_by_customer_product_sum
from of_customers
group by period, segment
