-- Answers in the top box, and the points given: one row per period and segment.
-- needs: survey_responses(response_id, survey, score)
-- after: answers
-- segment: survey_responses, customers
-- rows: judged
-- empty: satisfaction_points, satisfaction_points_possible, satisfaction_score_sum, satisfaction_score_square_sum, satisfaction_given_score_sum, satisfaction_given_score_square_sum, satisfaction_lowest_score, satisfaction_highest_score, satisfaction_score_by_customer_square_sum, satisfaction_score_by_customer_product_sum
with
judged as (
    select *, case when score >= good_from then 1 else 0 end as satisfied
    from answers
    where kind = 'csat'
),
-- the answers of one customer are alike; an answer of nobody known stands for itself
of_customers as (
    select
        period, segment, count(*) as answers, sum(satisfied) as satisfied,
        min(lowest) as least_lowest, max(lowest) as most_lowest,
        min(highest) as least_highest, max(highest) as most_highest,
        min(high_is_good) as least_good, max(high_is_good) as most_good,
        sum(score) as points, sum(score * score) as square_points,
        sum(given_score) as given_points, sum(given_score * given_score) as square_given_points,
        sum(highest) as points_possible
    from judged
    group by period, segment, customer_id, case when customer_id is null then response_id end
),
-- boxes of different scales may be added; points of different scales have no mean
counted as (
    select
        period, segment, sum(answers) as answers, sum(satisfied) as satisfied,
        case
            when min(least_lowest) = max(most_lowest) and min(least_highest) = max(most_highest) then 1
        end as one_scale,
        -- as they were answered, points of surveys that run in opposite directions have no mean
        case when min(least_good) = max(most_good) then 1 end as one_way,
        min(least_lowest) as lowest, max(most_highest) as highest,
        sum(points) as points, sum(square_points) as square_points,
        sum(given_points) as given_points, sum(square_given_points) as square_given_points,
        sum(points_possible) as points_possible,
        count(*) as customers, sum(answers * answers) as square_answers,
        sum(satisfied * satisfied) as square_satisfied, sum(satisfied * answers) as satisfied_answers,
        sum(points * points) as square_points_of_customers, sum(points * answers) as points_answers
    from of_customers
    group by period, segment
)
select
    period, segment,
    cast(satisfied as bigint) as satisfied,
    cast(answers as bigint) as satisfaction_responses,
    one_scale * points as satisfaction_points,
    one_scale * points_possible as satisfaction_points_possible,
    one_scale * points as satisfaction_score_sum,
    one_scale * square_points as satisfaction_score_square_sum,
    one_way * one_scale * given_points as satisfaction_given_score_sum,
    one_way * one_scale * square_given_points as satisfaction_given_score_square_sum,
    one_scale * lowest as satisfaction_lowest_score,
    one_scale * highest as satisfaction_highest_score,
    customers as customers_behind_satisfaction_responses,
    cast(square_answers as bigint) as satisfaction_responses_by_customer_square_sum,
    cast(square_satisfied as bigint) as satisfied_by_customer_square_sum,
    cast(satisfied_answers as bigint) as satisfied_by_customer_product_sum,
    one_scale * square_points_of_customers as satisfaction_score_by_customer_square_sum,
    one_scale * points_answers as satisfaction_score_by_customer_product_sum
from counted
