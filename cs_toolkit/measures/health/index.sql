-- The KPIs of the lifecycle's stages as they were last known at a period's close.
-- needs: health_inputs(as_of, indicator, value, stage)
-- after: merged
-- segment: customers
-- rows: kpis
-- estimates: stage_score_sum, known_stages
with
-- how far a KPI has reached so far, for those whose ends nobody declared
known as (
    select
        periods.period, periods.closes_on, health_inputs.stage, health_inputs.indicator,
        coalesce(merged.merged_into, health_inputs.customer_id) as customer_id,
        health_inputs.as_of, health_inputs.value,
        min(health_inputs.value) over (
            partition by periods.period, health_inputs.indicator
        ) as lowest,
        max(health_inputs.value) over (
            partition by periods.period, health_inputs.indicator
        ) as highest,
        row_number() over (
            partition by
                periods.period, health_inputs.stage, health_inputs.indicator,
                coalesce(merged.merged_into, health_inputs.customer_id)
            order by health_inputs.as_of desc, health_inputs.customer_id
        ) as latest
    from health_inputs
    inner join periods on health_inputs.as_of < periods.closes_on
    left join merged on merged.customer_id = health_inputs.customer_id
    where health_inputs.stage is not null
),
-- the company's own rows are part of the total only
kpis as (
    select
        known.period, $segment as segment, known.customer_id, known.stage, known.indicator,
        known.as_of, known.value, known.lowest, known.highest,
        seconds_between(known.as_of, known.closes_on) / 86400 as age_days
    from known
    left join customers on customers.customer_id = known.customer_id
    where known.latest = 1 and (known.customer_id is not null or $segment_table = '')
)
select * from kpis
