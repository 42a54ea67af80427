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
)
select
    period, segment,
    sum(case when judgement = 'promoter' then 1 else 0 end) as trailing_promoters,
    sum(case when judgement = 'detractor' then 1 else 0 end) as trailing_detractors,
    count(*) as trailing_responses
from judged
group by period, segment
