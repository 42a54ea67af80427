-- Answers that say it was easy, and the points given: one row per period and segment.
-- needs: survey_responses(response_id, survey, score)
-- after: answers
-- segment: survey_responses, customers
-- rows: judged
-- empty: effort_score_sum, effort_score_square_sum, effort_given_score_sum, effort_given_score_square_sum, effort_easy, effort_difficult
with
judged as (
    select
        *,
        case when score >= good_from then 1 else 0 end as easy,
        case when score >= positive_from then 1 else 0 end as positive
    from answers
    where kind = 'ces'
),
-- shares of different scales may be added; points of different scales have no mean, and 6–7 less
-- 1–3 is an index of the scale 1–7 alone
counted as (
    select
        period, segment, count(*) as answers, sum(easy) as easy, sum(positive) as positive,
        case when min(lowest) = max(lowest) and min(highest) = max(highest) then 1 end as one_scale,
        -- as they were answered, points of surveys that run in opposite directions have no mean
        case when min(high_is_good) = max(high_is_good) then 1 end as one_way,
        case when min(lowest) = 1 and max(lowest) = 1 and min(highest) = 7 and max(highest) = 7 then 1 end
            as one_to_seven,
        sum(score) as points, sum(score * score) as square_points,
        sum(given_score) as given_points, sum(given_score * given_score) as square_given_points,
        sum(case when score >= 6 then 1 else 0 end) as from_6,
        sum(case when score <= 3 then 1 else 0 end) as up_to_3
    from judged
    group by period, segment
)
select
    period, segment,
    easy as low_effort,
    answers as effort_responses,
    positive as effort_positive,
    one_scale * points as effort_score_sum,
    one_scale * square_points as effort_score_square_sum,
    one_way * one_scale * given_points as effort_given_score_sum,
    one_way * one_scale * square_given_points as effort_given_score_square_sum,
    one_to_seven * from_6 as effort_easy,
    one_to_seven * up_to_3 as effort_difficult
from counted
