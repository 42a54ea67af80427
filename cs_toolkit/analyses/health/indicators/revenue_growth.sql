-- How what the customer pays changed: the monthly fee now less that at the window's start, over both.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: held
-- from −1 to 1, 0 for an unchanged fee; known of those who paid at both ends
select
    period, customer_id,
    cast(sum(moved) - sum(starting) as double) / cast(sum(moved) + sum(starting) as double) as value
from held
group by period, customer_id
having sum(moved) > 0 and sum(starting) > 0
