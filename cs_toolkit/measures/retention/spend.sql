-- What was spent on keeping and on winning customers: one row per period and segment.
-- needs: spend(spent_on, category, amount)
-- after: spent
-- segment: spend else customers
-- costs: retention_spend, acquisition_spend, support_spend, account_management_spend, programmes_spend, surveys_spend, cs_team_spend, training_spend, customer_marketing_spend, professional_services_spend, sales_spend, marketing_spend
-- rows: expenses
-- money: retention_spend, acquisition_spend, support_spend, account_management_spend, programmes_spend, surveys_spend, cs_team_spend, training_spend, customer_marketing_spend, professional_services_spend, sales_spend, marketing_spend, expense
with
expenses as (
    select
        periods.period, spent.spent_on, spent.category, spent.channel, spent.segment, spent.expense
    from spent
    inner join periods
        on spent.spent_on >= periods.starts_on and spent.spent_on < periods.closes_on
)
select
    period, segment,
    -- what is spent neither on keeping nor on winning, on delivering (cost_of_revenue) or otherwise,
    -- is in neither sum
    amount(sum(
        case when category in ('sales', 'marketing', 'cost_of_revenue', 'other')
                then 0 else expense end
    )) as retention_spend,
    amount(sum(case when category in ('sales', 'marketing') then expense else 0 end))
        as acquisition_spend,
    amount(sum(case when category = 'support' then expense else 0 end))
        as support_spend,
    amount(sum(case when category = 'account_management' then expense else 0 end))
        as account_management_spend,
    amount(sum(case when category = 'programmes' then expense else 0 end))
        as programmes_spend,
    amount(sum(case when category = 'surveys' then expense else 0 end))
        as surveys_spend,
    amount(sum(case when category = 'cs_team' then expense else 0 end))
        as cs_team_spend,
    amount(sum(case when category = 'training' then expense else 0 end))
        as training_spend,
    amount(sum(case when category = 'customer_marketing' then expense else 0 end))
        as customer_marketing_spend,
    amount(sum(case when category = 'professional_services' then expense else 0 end))
        as professional_services_spend,
    amount(sum(case when category = 'sales' then expense else 0 end)) as sales_spend,
    amount(sum(case when category = 'marketing' then expense else 0 end))
        as marketing_spend
from expenses
group by period, segment
