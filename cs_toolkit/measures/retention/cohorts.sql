-- Who is still there, and what they pay, by the period in which they started: one row per start
-- period, segment and later period. What lies ahead is missing, not 0.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: states
-- segment: customers
-- keys: cohort, period, segment
-- money: cohort_mrr
with
begun as (
    select periods.period as cohort, first_paid.customer_id
    from first_paid
    inner join periods
        on first_paid.first_paid_on >= periods.starts_on
        and first_paid.first_paid_on < periods.closes_on
),
payers as (
    select period, segment, customer_id, cast(sum(ending) as hugeint) as ending
    from held
    group by period, segment, customer_id
),
segments as (
    select distinct customer_id, segment from fees
),
sizes as (
    select begun.cohort, segments.segment, count(*) as cohort_size
    from begun
    inner join segments on segments.customer_id = begun.customer_id
    group by begun.cohort, segments.segment
)
select
    sizes.cohort, periods.period, sizes.segment, sizes.cohort_size,
    cast(sum(case when payers.ending > 0 then 1 else 0 end) as bigint) as cohort_customers,
    amount(coalesce(sum(payers.ending), 0)) as cohort_mrr
from sizes
inner join periods as cohort_period on cohort_period.period = sizes.cohort
inner join periods on periods.starts_on >= cohort_period.starts_on
inner join begun on begun.cohort = sizes.cohort
inner join segments
    on segments.customer_id = begun.customer_id
    and segments.segment is not distinct from sizes.segment
left join payers
    on payers.period = periods.period and payers.customer_id = begun.customer_id
    and payers.segment is not distinct from sizes.segment
group by sizes.cohort, periods.period, sizes.segment, sizes.cohort_size
