-- Promoters, passives and detractors: one row per period and segment.
-- needs: survey_responses(response_id, survey, score)
-- after: answers
-- segment: survey_responses, customers
-- rows: judged
with
-- the same borders on 0–10 and on 1–10; a mean of several answers may lie between two scores
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
    sum(case when judgement = 'promoter' then 1 else 0 end) as promoters,
    sum(case when judgement = 'passive' then 1 else 0 end) as passives,
    sum(case when judgement = 'detractor' then 1 else 0 end) as detractors,
    count(*) as responses
from judged
group by period, segment
