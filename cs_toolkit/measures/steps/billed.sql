-- The orders that are revenue: one that is void, open, a draft, refunded or cancelled is not.
billed as (
    select orders.*
    from orders
    left join no_sale on no_sale.status = lower(trim(orders.status))
    where no_sale.status is null
)
