-- Contracts that fell due, and whether they were renewed.
-- needs: renewals(contract_id, customer_id, due_on, outcome)
-- after: merged
select
    coalesce(merged.merged_into, renewals.customer_id) as customer_id, renewals.due_on,
    max(case when renewals.outcome = 'renewed' then 1 else 0 end) as renewed
from renewals
inner join last_known on renewals.due_on < last_known.known_on
left join merged on merged.customer_id = renewals.customer_id
group by coalesce(merged.merged_into, renewals.customer_id), renewals.due_on
