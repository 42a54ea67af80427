-- Who paid at a period's start, at its close or in between, in each segment in which they did.
-- after: held
served_customers as (
    select period, segment, customer_id from held
    union
    select periods.period, fees.segment, fees.customer_id
    from periods
    inner join fees
        on fees.starts_on >= periods.starts_on and fees.ends_on < periods.closes_on
)
