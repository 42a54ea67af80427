-- For how many months the customer has been one.
-- needs: subscriptions(subscription_id, customer_id, starts_on) or customers(customer_id, signed_up_on)
-- after: merged
with
first_days as (
    select
        coalesce(merged.merged_into, days.customer_id) as customer_id, min(days.first_on) as first_on
    from (
        select customer_id, starts_on as first_on from subscriptions
        union all
        select customer_id, signed_up_on as first_on from customers
    ) as days
    left join merged on merged.customer_id = days.customer_id
    group by coalesce(merged.merged_into, days.customer_id)
)
select
    windows.period, first_days.customer_id,
    seconds_between(first_days.first_on, windows.to_on) / (86400 * 365.0 / 12) as value
from first_days
inner join windows on first_days.first_on < windows.to_on
