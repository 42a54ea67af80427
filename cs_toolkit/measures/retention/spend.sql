-- What was spent on keeping and on winning customers: one row per period and segment.
-- needs: spend(spent_on, category, amount)
-- after: spent
-- segment: spend
-- rows: expenses
-- money: retention_spend, acquisition_spend, support_spend, account_management_spend, programmes_spend, surveys_spend, cs_team_spend, training_spend, customer_marketing_spend, professional_services_spend, sales_spend, marketing_spend, expense
with
expenses as (
    select periods.period, spent.*
    from spent
    inner join periods
        on spent.spent_on >= periods.starts_on and spent.spent_on < periods.closes_on
)
select
    period, segment,
    -- what is neither spent on keeping nor on winning, category other, is in neither sum
    cast(sum(
        case when category in ('sales', 'marketing', 'other') then 0 else expense end
    ) as bigint) as retention_spend,
    cast(sum(case when category in ('sales', 'marketing') then expense else 0 end) as bigint)
        as acquisition_spend,
    cast(sum(case when category = 'support' then expense else 0 end) as bigint)
        as support_spend,
    cast(sum(case when category = 'account_management' then expense else 0 end) as bigint)
        as account_management_spend,
    cast(sum(case when category = 'programmes' then expense else 0 end) as bigint)
        as programmes_spend,
    cast(sum(case when category = 'surveys' then expense else 0 end) as bigint)
        as surveys_spend,
    cast(sum(case when category = 'cs_team' then expense else 0 end) as bigint)
        as cs_team_spend,
    cast(sum(case when category = 'training' then expense else 0 end) as bigint)
        as training_spend,
    cast(sum(case when category = 'customer_marketing' then expense else 0 end) as bigint)
        as customer_marketing_spend,
    cast(sum(case when category = 'professional_services' then expense else 0 end) as bigint)
        as professional_services_spend,
    cast(sum(case when category = 'sales' then expense else 0 end) as bigint) as sales_spend,
    cast(sum(case when category = 'marketing' then expense else 0 end) as bigint)
        as marketing_spend
from expenses
group by period, segment
