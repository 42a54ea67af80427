-- What was spent on winning customers some months earlier: one row per period and segment.
-- needs: spend(spent_on, category, amount)
-- after: spent
-- segment: spend else customers
-- costs: lagged_acquisition_spend
-- periods: lagged
-- rows: expenses
-- money: lagged_acquisition_spend, expense
-- empty: lagged_acquisition_spend
with
expenses as (
    select
        periods.period, spent.spent_on, spent.category, spent.channel, spent.segment, spent.expense
    from spent
    inner join periods
        on spent.spent_on >= periods.starts_on and spent.spent_on < periods.closes_on
    where spent.category in ('sales', 'marketing')
)
select period, segment, amount(sum(expense)) as lagged_acquisition_spend
from expenses
group by period, segment
