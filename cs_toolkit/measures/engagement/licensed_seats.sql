-- Seats paid for at a period's last moment: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on, seats)
-- after: merged, in_service
-- segment: subscriptions, customers
-- rows: licensed
with
licensed as (
    select
        periods.period, $segment as segment, subscriptions.subscription_id,
        coalesce(merged.merged_into, subscriptions.customer_id) as customer_id,
        subscriptions.seats
    from in_service as subscriptions
    inner join periods
        on subscriptions.starts_on < periods.closes_on
        and (subscriptions.counts_until is null or subscriptions.counts_until >= periods.closes_on)
        and (
            subscriptions.counts_until is null
            or subscriptions.counts_until > subscriptions.starts_on
        )
    left join merged on merged.customer_id = subscriptions.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, subscriptions.customer_id)
    where
        subscriptions.seats is not null
        and coalesce(subscriptions.mrr, subscriptions.amount) > 0
        and (subscriptions.status is null or subscriptions.status <> 'trial')
        -- a discount that takes all off leaves nothing to pay
        and (
            coalesce(subscriptions.discount, 0) < case
                when subscriptions.discount_kind = 'percent' then 100
                else coalesce(subscriptions.mrr, subscriptions.amount)
            end
            or subscriptions.discount_ends_on < periods.closes_on
        )
)
select period, segment, sum(seats) as licensed_seats
from licensed
group by period, segment
