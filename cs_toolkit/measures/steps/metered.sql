-- What customers pay a month for use, in parts of their own currency, where the policy counts it.
-- after: origins, billed
use_charges as (
    select
        coalesce(merged.merged_into, orders.customer_id) as customer_id,
        $segment as segment,
        coalesce(orders.currency, $currency) as currency, orders.ordered_on,
        parts(case when orders.is_return then -abs(orders.amount) else orders.amount end) as charge
    from billed as orders
    left join merged on merged.customer_id = orders.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, orders.customer_id)
    left join won_leads as leads
        on leads.won_customer_id = coalesce(merged.merged_into, orders.customer_id)
    left join won_signups as signups
        on signups.won_customer_id = coalesce(merged.merged_into, orders.customer_id)
    -- a charge has no subscription: split by one of its columns it is in none
    left join subscriptions on 1 = 0
    where $usage <> 'excluded' and orders.revenue_type = 'usage'
),
-- of each calendar month that is over
used as (
    select
        use_charges.customer_id, use_charges.segment, use_charges.currency, calendar_months.nth,
        cast(sum(use_charges.charge) as hugeint) as charge
    from use_charges
    inner join calendar_months
        on calendar_months.starts_on <= cast(use_charges.ordered_on as timestamp)
        and calendar_months.ends_on > cast(use_charges.ordered_on as timestamp)
    group by
        use_charges.customer_id, use_charges.segment, use_charges.currency, calendar_months.nth
),
first_used as (
    select customer_id, min(nth) as first_nth from used group by customer_id
),
-- the run rate that holds from a month's last moment to the next one's: that month's charges, or the
-- mean of three months, of fewer where a customer has not used it for so long
metered as (
    select
        used.customer_id, used.segment, used.currency,
        calendar_months.counts_from as starts_on, calendar_months.counts_until as ends_on,
        quotient(
            cast(sum(case when used.charge > 0 then used.charge else 0 end) as hugeint),
            min(case
                when $usage = 'last_month' then 1
                when calendar_months.nth - first_used.first_nth >= 2 then 3
                else calendar_months.nth - first_used.first_nth + 1
            end)
        ) as fee
    from used
    inner join first_used on first_used.customer_id = used.customer_id
    inner join calendar_months
        on calendar_months.nth >= used.nth
        and calendar_months.nth <= used.nth + case when $usage = 'last_month' then 0 else 2 end
    group by
        used.customer_id, used.segment, used.currency, calendar_months.counts_from,
        calendar_months.counts_until
)
