-- Customers who pay for the first time, as the churn measures count them.
-- after: states
newcomers as (
    select held.period, held.segment, held.customer_id
    from held
    inner join states
        on states.period = held.period and states.customer_id = held.customer_id
    where states.state = 'new' and held.ending > 0
    group by held.period, held.segment, held.customer_id
    union
    select period, segment, customer_id
    from passing
    where $within_period = 'included' and first_paid_on >= starts_on
)
