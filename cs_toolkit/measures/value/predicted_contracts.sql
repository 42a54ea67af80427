-- How many months customers have paid by a period's close, who has left, and what the others pay.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: held, stays
-- rows: stays
-- money: predicted_customer_value
-- estimates: predicted_customer_value
-- empty: predicted_customer_value
with
paying as (
    select period, segment, customer_id, cast(sum(ending) as hugeint) as fee
    from held
    group by period, segment, customer_id
)
select
    stays.period, stays.segment,
    cast(floor(stays.days_paid * 12.0 / 365 + 0.5) as bigint) as months_paid, stays.has_left,
    count(*) as customers,
    amount(coalesce(sum(paying.fee), 0)) as fees
from stays
left join paying
    on paying.period = stays.period and paying.customer_id = stays.customer_id
    and paying.segment is not distinct from stays.segment
group by
    stays.period, stays.segment, cast(floor(stays.days_paid * 12.0 / 365 + 0.5) as bigint),
    stays.has_left
