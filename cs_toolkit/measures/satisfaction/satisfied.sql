-- Answers in the top box, and the points given: one row per period and segment.
-- needs: survey_responses(response_id, survey, score)
-- after: answers
-- segment: survey_responses, customers
-- rows: judged
-- empty: satisfaction_points, satisfaction_points_possible, satisfaction_score_sum, satisfaction_score_square_sum, satisfaction_given_score_sum, satisfaction_given_score_square_sum
with
judged as (
    select *, case when score >= good_from then 1 else 0 end as satisfied
    from answers
    where kind = 'csat'
),
-- boxes of different scales may be added; points of different scales have no mean
counted as (
    select
        period, segment, count(*) as answers, sum(satisfied) as satisfied,
        case when min(lowest) = max(lowest) and min(highest) = max(highest) then 1 end as one_scale,
        -- as they were answered, points of surveys that run in opposite directions have no mean
        case when min(high_is_good) = max(high_is_good) then 1 end as one_way,
        sum(score) as points, sum(score * score) as square_points,
        sum(given_score) as given_points, sum(given_score * given_score) as square_given_points, sum(highest) as points_possible
    from judged
    group by period, segment
)
select
    period, segment, satisfied,
    answers as satisfaction_responses,
    one_scale * points as satisfaction_points,
    one_scale * points_possible as satisfaction_points_possible,
    one_scale * points as satisfaction_score_sum,
    one_scale * square_points as satisfaction_score_square_sum,
    one_way * one_scale * given_points as satisfaction_given_score_sum,
    one_way * one_scale * square_given_points as satisfaction_given_score_square_sum
from counted
