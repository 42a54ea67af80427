-- Customers won: one row per period and segment. Split by a column of the lead or the sign-up that
-- became one, such as its channel, a customer is where it came from.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: newcomers
-- segment: subscriptions, customers, leads by customer_id, signups by customer_id
-- rows: newcomers
select period, segment, count(*) as new_customers
from newcomers
group by period, segment
