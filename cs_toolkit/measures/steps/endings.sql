-- How the last paid subscription of each lost customer ended.
-- after: states
endings as (
    select period, customer_id, end_kind, end_reason
    from (
        select
            states.period, states.customer_id, fees.end_kind, fees.end_reason,
            row_number() over (
                partition by states.period, states.customer_id
                order by fees.ends_on desc, fees.subscription_id desc
            ) as nth
        from states
        inner join periods on periods.period = states.period
        inner join fees
            on fees.customer_id = states.customer_id and fees.ends_on < periods.closes_on
        where states.state in ('churned', 'returned')
    ) as ended
    where nth = 1
),
-- one row per period, segment and customer who was lost, with what they paid
losses as (
    select
        held.period, held.segment, held.customer_id, endings.end_kind, endings.end_reason,
        cast(sum(held.starting) as bigint) as lost
    from held
    inner join endings
        on endings.period = held.period and endings.customer_id = held.customer_id
    group by
        held.period, held.segment, held.customer_id, endings.end_kind, endings.end_reason
    having sum(held.starting) > 0
)
