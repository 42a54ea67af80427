-- How many complaints the customer made.
-- needs: tickets(ticket_id, opened_at, customer_id, is_complaint)
-- after: merged
select
    windows.period, coalesce(merged.merged_into, tickets.customer_id) as customer_id,
    cast(count(*) as double) as value
from tickets
inner join windows on tickets.opened_at >= windows.from_at and tickets.opened_at < windows.to_at
left join merged on merged.customer_id = tickets.customer_id
where tickets.customer_id is not null and tickets.is_complaint
group by windows.period, coalesce(merged.merged_into, tickets.customer_id)
