-- When customers left: the first moment of each span without service.
-- needs: subscriptions(subscription_id, customer_id, starts_on, ends_on) or customers(customer_id, closed_on)
-- after: fees
with
endings as (
    select distinct customer_id, ends_on as happened_on from fees where ends_on is not null
),
-- who goes on with another subscription has not left
left_on as (
    select endings.customer_id, endings.happened_on
    from endings
    left join fees
        on fees.customer_id = endings.customer_id
        and fees.starts_on <= endings.happened_on
        and (fees.ends_on is null or fees.ends_on > endings.happened_on)
    group by endings.customer_id, endings.happened_on
    having count(fees.customer_id) = 0
)
select left_on.customer_id, left_on.happened_on
from left_on
inner join last_known on left_on.happened_on < last_known.known_on
union all
select customers.customer_id, customers.closed_on as happened_on
from customers
cross join (select count(*) as subscriptions from subscriptions) as has
where customers.closed_on is not null and has.subscriptions = 0
