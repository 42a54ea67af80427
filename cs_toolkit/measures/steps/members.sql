-- Who may be a customer at a period's close, and in which segments: one row per period, customer and segment.
-- after: held
has as (
    select count(*) as subscriptions from subscriptions
),
-- with subscriptions, those who pay; else everybody known
members as (
    select period, segment, customer_id
    from held
    group by period, segment, customer_id
    having sum(ending) > 0
    union all
    select periods.period, $segment as segment, everybody.customer_id
    from periods
    cross join has
    cross join (
        select coalesce(merged.merged_into, known.customer_id) as customer_id
        from (select customer_id from customers union select customer_id from orders) as known
        left join merged on merged.customer_id = known.customer_id
        group by coalesce(merged.merged_into, known.customer_id)
    ) as everybody
    left join customers on customers.customer_id = everybody.customer_id
    -- so that a column of subscriptions can be named here: there are none
    left join subscriptions on subscriptions.customer_id = everybody.customer_id
    where has.subscriptions = 0
)
