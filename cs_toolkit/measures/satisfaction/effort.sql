-- Answers that say it was easy, and the points given: one row per period and segment.
-- needs: survey_responses(response_id, survey, score)
-- after: answers
-- segment: survey_responses, customers
-- rows: judged
-- empty: effort_score_sum, effort_score_square_sum, effort_given_score_sum, effort_given_score_square_sum, effort_easy, effort_difficult, effort_lowest_score, effort_highest_score, effort_score_by_customer_square_sum, effort_score_by_customer_product_sum, effort_net_by_customer_square_sum, effort_net_by_customer_product_sum
with
judged as (
    select
        *,
        case when score >= good_from then 1 else 0 end as easy,
        case when score >= positive_from then 1 else 0 end as positive
    from answers
    where kind = 'ces'
),
-- the answers of one customer are alike; an answer of nobody known stands for itself
of_customers as (
    select
        period, segment, count(*) as answers, sum(easy) as easy, sum(positive) as positive,
        min(lowest) as least_lowest, max(lowest) as most_lowest,
        min(highest) as least_highest, max(highest) as most_highest,
        min(high_is_good) as least_good, max(high_is_good) as most_good,
        sum(score) as points, sum(score * score) as square_points,
        sum(given_score) as given_points, sum(given_score * given_score) as square_given_points,
        sum(case when score >= 6 then 1 else 0 end) as from_6,
        sum(case when score <= 3 then 1 else 0 end) as up_to_3
    from judged
    group by period, segment, customer_id, case when customer_id is null then response_id end
),
-- shares of different scales may be added; points of different scales have no mean, and 6–7 less
-- 1–3 is an index of the scale 1–7 alone
counted as (
    select
        period, segment, sum(answers) as answers, sum(easy) as easy, sum(positive) as positive,
        case
            when min(least_lowest) = max(most_lowest) and min(least_highest) = max(most_highest) then 1
        end as one_scale,
        -- as they were answered, points of surveys that run in opposite directions have no mean
        case when min(least_good) = max(most_good) then 1 end as one_way,
        case
            when min(least_lowest) = 1 and max(most_lowest) = 1
                and min(least_highest) = 7 and max(most_highest) = 7
                then 1
        end as one_to_seven,
        min(least_lowest) as lowest, max(most_highest) as highest,
        sum(points) as points, sum(square_points) as square_points,
        sum(given_points) as given_points, sum(square_given_points) as square_given_points,
        sum(from_6) as from_6, sum(up_to_3) as up_to_3,
        count(*) as customers, sum(answers * answers) as square_answers,
        sum(easy * easy) as square_easy, sum(easy * answers) as easy_answers,
        sum(positive * positive) as square_positive, sum(positive * answers) as positive_answers,
        sum(points * points) as square_points_of_customers, sum(points * answers) as points_answers,
        sum((from_6 - up_to_3) * (from_6 - up_to_3)) as square_net,
        sum((from_6 - up_to_3) * answers) as net_answers
    from of_customers
    group by period, segment
)
select
    period, segment,
    cast(easy as bigint) as low_effort,
    cast(answers as bigint) as effort_responses,
    cast(positive as bigint) as effort_positive,
    one_scale * points as effort_score_sum,
    one_scale * square_points as effort_score_square_sum,
    one_way * one_scale * given_points as effort_given_score_sum,
    one_way * one_scale * square_given_points as effort_given_score_square_sum,
    cast(one_to_seven * from_6 as bigint) as effort_easy,
    cast(one_to_seven * up_to_3 as bigint) as effort_difficult,
    one_scale * lowest as effort_lowest_score,
    one_scale * highest as effort_highest_score,
    customers as customers_behind_effort_responses,
    cast(square_answers as bigint) as effort_responses_by_customer_square_sum,
    cast(square_easy as bigint) as low_effort_by_customer_square_sum,
    cast(easy_answers as bigint) as low_effort_by_customer_product_sum,
    cast(square_positive as bigint) as effort_positive_by_customer_square_sum,
    cast(positive_answers as bigint) as effort_positive_by_customer_product_sum,
    one_scale * square_points_of_customers as effort_score_by_customer_square_sum,
    one_scale * points_answers as effort_score_by_customer_product_sum,
    cast(one_to_seven * square_net as bigint) as effort_net_by_customer_square_sum,
    cast(one_to_seven * net_answers as bigint) as effort_net_by_customer_product_sum
from counted
