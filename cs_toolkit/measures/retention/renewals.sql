-- Contracts that fell due, and what became of them: one row per period and segment. Only what is due
-- counts; a contract still open past its day was due and is not renewed.
-- needs: renewals(contract_id, customer_id, due_on, outcome)
-- after: merged
-- segment: renewals, customers
-- rows: due
-- money: value_due, value_renewed, value_renewed_capped, value_before, value_after
with
due as (
    select
        periods.period, $segment as segment, renewals.contract_id,
        coalesce(merged.merged_into, renewals.customer_id) as customer_id,
        renewals.due_on, renewals.outcome,
        parts(renewals.value_before) as value_before,
        -- a renewal whose new value is not told goes on at the old one
        case
            when renewals.outcome = 'renewed'
                then parts(coalesce(renewals.value_after, renewals.value_before))
            else 0
        end as value_after
    from renewals
    inner join periods
        on renewals.due_on >= periods.starts_on and renewals.due_on < periods.closes_on
    left join merged on merged.customer_id = renewals.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, renewals.customer_id)
)
select
    period, segment,
    count(*) as contracts_due,
    sum(case when outcome = 'renewed' then 1 else 0 end) as contracts_renewed,
    count(distinct customer_id) as customers_due,
    count(distinct case when outcome = 'renewed' then customer_id end) as customers_renewed,
    amount(coalesce(sum(value_before), 0)) as value_due,
    -- a contract without a value before is in neither sum
    amount(coalesce(sum(case when value_before is null then 0 else value_after end), 0))
        as value_renewed,
    -- no contract renews for more than it was worth
    amount(coalesce(sum(
        case when value_after < value_before then value_after else value_before end
    ), 0)) as value_renewed_capped
from due
group by period, segment
