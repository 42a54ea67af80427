-- How many comments of a period need an answer now: one row per period and segment.
-- needs: feedback(comment_id, said_at, text) or survey_responses(response_id, comment)
-- after: said
-- segment: said(channel touchpoint survey language), customers
-- rows: comments_said
-- estimates: urgent_comments, urgent_comments_by_customer_square_sum, urgent_comments_by_customer_product_sum
with
comments_said as (
    select
        periods.period, $segment as segment, said.comment_key, said.said_at, said.customer_id,
        said.ticket_id, said.channel, said.touchpoint, said.survey, said.score, said.text
    from said
    inner join periods on said.said_at >= periods.starts_at and said.said_at < periods.closes_at
    left join customers on customers.customer_id = said.customer_id
)
select period, segment, comment_key, customer_id from comments_said
