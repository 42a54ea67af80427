-- For how long customers stay: how many have paid for so many days, and who of them has left.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: stays
-- segment: subscriptions, customers
-- rows: stays
-- estimates: lifespan_months, lifespan_months_low, lifespan_months_high, followed_customers
-- empty: lifespan_months, lifespan_months_low, lifespan_months_high
select period, segment, days_paid, has_left, count(*) as customers
from stays
group by period, segment, days_paid, has_left
