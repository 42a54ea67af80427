-- Cash that came in, was invested or is tied up: one row per period. A quarter is the sum of its
-- months where these are stated, and nothing where one of them is not.
-- needs: cash_flows(period, operating_cash_flow, investments, working_capital)
-- rows: stated
-- money: operating_cash_flow, investments, starting_working_capital, ending_working_capital, working_capital
-- empty: operating_cash_flow, investments, starting_working_capital, ending_working_capital
with
-- place 0 is the part just before the period, whose closing level is the period's opening one
stated as (
    select
        period_parts.period, period_parts.grain, period_parts.parts, period_parts.place,
        parts(cash_flows.operating_cash_flow) as operating_cash_flow,
        parts(cash_flows.investments) as investments,
        parts(cash_flows.working_capital) as working_capital
    from period_parts
    inner join cash_flows on cash_flows.period = period_parts.part
),
sums as (
    select
        period, parts,
        cast(sum(case when place > 0 then operating_cash_flow end) as hugeint)
            as operating_cash_flow,
        cast(sum(case when place > 0 then investments end) as hugeint) as investments,
        max(case when place = 0 then working_capital end) as starting_working_capital,
        max(case when place = parts then working_capital end) as ending_working_capital
    from stated
    group by period, grain, parts
    having sum(case when place > 0 then 1 else 0 end) = parts
),
-- stated in several grains, the coarsest stands
chosen as (
    select *, row_number() over (partition by period order by parts) as nth from sums
)
select
    period, '' as segment,
    amount(operating_cash_flow) as operating_cash_flow, amount(investments) as investments,
    amount(starting_working_capital) as starting_working_capital,
    amount(ending_working_capital) as ending_working_capital
from chosen
where nth = 1
