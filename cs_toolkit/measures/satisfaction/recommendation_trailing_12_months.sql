-- Promoters and detractors of the twelve months that end with the period: one row per period and segment.
-- needs: survey_responses(response_id, survey, score)
-- after: answers
-- segment: survey_responses, customers
-- rows: judged
-- periods: trailing_12_months
with
judged as (
    select
        *,
        case
            when score >= 9 then 'promoter' when score >= 7 then 'passive' else 'detractor'
        end as judgement
    from answers
    where kind = 'nps'
),
-- the answers of one customer are alike; an answer of nobody known stands for itself
of_customers as (
    select
        period, segment, count(*) as answers,
        sum(case when judgement = 'promoter' then 1 else 0 end) as promoters,
        sum(case when judgement = 'passive' then 1 else 0 end) as passives,
        sum(case when judgement = 'detractor' then 1 else 0 end) as detractors
    from judged
    group by period, segment, customer_id, case when customer_id is null then response_id end
)
select
    period, segment,
    cast(sum(promoters) as bigint) as trailing_promoters,
    cast(sum(detractors) as bigint) as trailing_detractors,
    cast(sum(answers) as bigint) as trailing_responses,
    count(*) as customers_behind_trailing_responses,
    cast(sum(answers * answers) as bigint) as trailing_responses_by_customer_square_sum,
    cast(sum((promoters - detractors) * (promoters - detractors)) as bigint)
        as trailing_net_promoters_by_customer_square_sum,
    cast(sum((promoters - detractors) * answers) as bigint)
        as trailing_net_promoters_by_customer_product_sum
from of_customers
group by period, segment
