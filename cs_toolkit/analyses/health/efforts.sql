-- What was done for each customer: contacts in the window, and what was spent on them.
-- needs: tickets(ticket_id, opened_at, customer_id) or calls(call_id, offered_at, customer_id) or spend(spent_on, amount, customer_id)
-- after: merged, exchange
with
touched as (
    select windows.period, tickets.customer_id, 1 as contacts, 0.0 as spent
    from tickets
    inner join windows on tickets.opened_at >= windows.from_at and tickets.opened_at < windows.to_at
    union all
    select windows.period, calls.customer_id, 1 as contacts, 0.0 as spent
    from calls
    inner join windows on calls.offered_at >= windows.from_at and calls.offered_at < windows.to_at
    -- a call about a ticket is the ticket's contact
    where calls.ticket_id is null
    union all
    select
        windows.period, spend.customer_id, 0 as contacts,
        cast(spend.amount as double) * coalesce(exchange.rate, 1.0) as spent
    from spend
    inner join windows on spend.spent_on >= windows.from_on and spend.spent_on < windows.to_on
    left join exchange
        on exchange.currency = spend.currency and spend.currency <> $currency
        and exchange.from_day <= spend.spent_on
        and (exchange.until_day is null or exchange.until_day > spend.spent_on)
)
select
    touched.period, coalesce(merged.merged_into, touched.customer_id) as customer_id,
    cast(sum(touched.contacts) as double) as contacts, sum(touched.spent) as spent
from touched
left join merged on merged.customer_id = touched.customer_id
where touched.customer_id is not null
group by touched.period, coalesce(merged.merged_into, touched.customer_id)
