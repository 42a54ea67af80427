-- What customers' recurring fees have come to so far: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- instead of: value/charged_to_date
-- after: accrued
-- segment: subscriptions, customers
-- periods: to_date
-- rows: accrued
-- money: revenue_to_date
select
    period, segment,
    amount(sum(revenue)) as revenue_to_date,
    count(distinct customer_id) as customers_to_date
from accrued
group by period, segment
