-- Sums of the scores, where they are on one scale: points of different scales have no mean. One row
-- per period and segment.
-- needs: survey_responses(response_id, survey, score)
-- after: answers
-- segment: survey_responses, customers
-- rows: answers
-- empty: satisfaction_points, satisfaction_points_possible, satisfaction_score_sum, satisfaction_score_square_sum, effort_score_sum, effort_score_square_sum, effort_easy, effort_difficult
with
summed as (
    select
        period, segment, kind,
        case
            when min(lowest) = max(lowest) and min(highest) = max(highest) then max(highest)
        end as highest,
        min(lowest) as lowest,
        count(*) as answers, sum(score) as points, sum(score * score) as square_points,
        sum(case when score >= 6 then 1 else 0 end) as from_6,
        sum(case when score <= 3 then 1 else 0 end) as up_to_3
    from answers
    group by period, segment, kind
)
select
    period, segment,
    sum(case when kind = 'csat' and highest is not null then points end) as satisfaction_points,
    sum(case when kind = 'csat' then answers * highest end) as satisfaction_points_possible,
    sum(case when kind = 'csat' and highest is not null then points end) as satisfaction_score_sum,
    sum(case when kind = 'csat' and highest is not null then square_points end)
        as satisfaction_score_square_sum,
    sum(case when kind = 'ces' and highest is not null then points end) as effort_score_sum,
    sum(case when kind = 'ces' and highest is not null then square_points end)
        as effort_score_square_sum,
    -- 6–7 less 1–3 is an index of the scale 1–7 and of no other
    sum(case when kind = 'ces' and lowest = 1 and highest = 7 then from_6 end) as effort_easy,
    sum(case when kind = 'ces' and lowest = 1 and highest = 7 then up_to_3 end)
        as effort_difficult
from summed
group by period, segment
