-- What referral cost, and what was spent on winning customers otherwise: one row per period and
-- segment. Everything spent on the channel "referral" is the cost of referral, its rewards too.
-- needs: spend(spent_on, category, amount, channel)
-- after: spent
-- segment: spend else customers
-- costs: referral_spend, unreferred_acquisition_spend
-- rows: expenses
-- money: referral_spend, unreferred_acquisition_spend, expense
with
expenses as (
    select
        periods.period, spent.spent_on, spent.category, spent.channel, spent.segment, spent.expense
    from spent
    inner join periods
        on spent.spent_on >= periods.starts_on and spent.spent_on < periods.closes_on
    where spent.category in ('sales', 'marketing') or lower(spent.channel) = 'referral'
)
select
    period, segment,
    amount(sum(case when lower(channel) = 'referral' then expense else 0 end))
        as referral_spend,
    amount(sum(
        case when lower(coalesce(channel, '')) = 'referral' then 0 else expense end
    )) as unreferred_acquisition_spend
from expenses
group by period, segment
