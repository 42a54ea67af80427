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
        -- a renewal whose new value is not known goes on at the old one
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
),
-- the contracts of one customer are alike
of_customers as (
    select
        period, segment, customer_id, count(*) as contracts,
        sum(case when outcome = 'renewed' then 1 else 0 end) as renewed
    from due
    group by period, segment, customer_id
),
by_customer as (
    select
        period, segment,
        cast(sum(contracts * contracts) as bigint) as square_contracts,
        cast(sum(renewed * renewed) as bigint) as square_renewed,
        cast(sum(renewed * contracts) as bigint) as renewed_by_contracts
    from of_customers
    group by period, segment
),
counted as (
    select
        period, segment,
        count(*) as contracts_due,
        sum(case when outcome = 'renewed' then 1 else 0 end) as contracts_renewed,
        count(distinct customer_id) as customers_due,
        count(distinct case when outcome = 'renewed' then customer_id end) as customers_renewed,
        coalesce(sum(value_before), 0) as due_parts,
        -- a contract without a value before is in neither sum
        coalesce(sum(case when value_before is null then 0 else value_after end), 0)
            as renewed_parts,
        -- no contract renews for more than it was worth
        coalesce(sum(
            case when value_after < value_before then value_after else value_before end
        ), 0) as capped_parts
    from due
    group by period, segment
)
select
    counted.period, counted.segment,
    counted.contracts_due, counted.contracts_renewed,
    counted.customers_due, counted.customers_renewed,
    amount(counted.due_parts) as value_due,
    amount(counted.renewed_parts) as value_renewed,
    amount(counted.capped_parts) as value_renewed_capped,
    counted.customers_due as customers_behind_contracts_due,
    by_customer.square_contracts as contracts_due_by_customer_square_sum,
    by_customer.square_renewed as contracts_renewed_by_customer_square_sum,
    by_customer.renewed_by_contracts as contracts_renewed_by_customer_product_sum
from counted
inner join by_customer
    on by_customer.period = counted.period
    and by_customer.segment is not distinct from counted.segment
