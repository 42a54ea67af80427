-- Who is a customer at a moment, and what each pays a month.
-- needs: subscriptions(subscription_id, customer_id, starts_on) or customers(customer_id) or orders(order_id, customer_id, ordered_at, amount)
-- after: held, charged
-- money: monthly_revenue
with
has as (
    select
        (select count(*) from subscriptions) as subscriptions,
        (select count(*) from customers) as customers
),
-- with subscriptions, those who pay; else those who have signed up and not closed their account;
-- else those who bought within the window
payers as (
    select period, customer_id, amount(sum(ending)) as monthly_revenue
    from held
    group by period, customer_id
    having sum(ending) > 0
),
bought as (
    select
        windows.period, charged.customer_id,
        sum(amount(charged.charge) * 86400 * 365
            / (12 * seconds_between(windows.from_on, windows.to_on))) as monthly_revenue,
        sum(charged.is_purchase) as purchases
    from charged
    inner join windows
        on charged.ordered_on >= windows.from_on and charged.ordered_on < windows.to_on
    group by windows.period, charged.customer_id
),
members as (
    select windows.period, customers.customer_id
    from customers
    inner join windows
        on (customers.signed_up_on is null or customers.signed_up_on < windows.to_on)
        and (customers.closed_on is null or customers.closed_on >= windows.to_on)
    left join merged on merged.customer_id = customers.customer_id
    where merged.customer_id is null
)
select period, customer_id, monthly_revenue from payers
union all
select members.period, members.customer_id, bought.monthly_revenue
from members
cross join has
left join bought
    on bought.period = members.period and bought.customer_id = members.customer_id
where has.subscriptions = 0
union all
select bought.period, bought.customer_id, bought.monthly_revenue
from bought
cross join has
where has.subscriptions = 0 and has.customers = 0 and bought.purchases > 0
