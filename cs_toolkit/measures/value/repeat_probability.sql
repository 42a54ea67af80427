-- How often and how recently each customer has bought by a period's close.
-- needs: orders(order_id, customer_id, ordered_at, amount)
-- after: histories
-- rows: histories
-- money: repeat_amount
-- estimates: repeat_probability_sum, customers_with_prediction
-- empty: repeat_probability_sum, customers_with_prediction
select
    period, segment, frequency, recency_days, age_days, count(*) as customers
from histories
group by period, segment, frequency, recency_days, age_days
