-- What customers have been charged so far: one row per period and segment.
-- needs: orders(order_id, customer_id, ordered_at, amount)
-- after: charged
-- segment: orders, customers
-- rows: to_date
-- money: revenue_to_date, charged_to_date
with
to_date as (
    select
        periods.period, charged.segment, charged.customer_id,
        cast(sum(charged.charge) as hugeint) as charged_to_date
    from charged
    inner join periods on charged.ordered_on < periods.closes_on
    group by periods.period, charged.segment, charged.customer_id
)
select
    period, segment,
    amount(sum(charged_to_date)) as revenue_to_date,
    count(*) as customers_to_date
from to_date
group by period, segment
