-- What each customer has bought by a period's close, to predict what is yet to come.
-- needs: orders(order_id, customer_id, ordered_at, amount)
-- instead of: value/predicted_contracts
-- after: histories
-- rows: histories
-- money: predicted_customer_value
-- estimates: predicted_customer_value
-- empty: predicted_customer_value
select
    period, segment, customer_id, frequency, recency_days, age_days,
    case when frequency > 0 then amount(repeat_amount) / frequency end as mean_repeat_amount
from histories
