-- Who pays at a period's close: those who are customers today, where customers subscribe.
-- after: merged, in_service
subscribed as (
    select count(*) as subscriptions from subscriptions
),
todays_payers as (
    select periods.period, coalesce(merged.merged_into, in_service.customer_id) as customer_id
    from periods
    inner join in_service
        on in_service.starts_on < periods.closes_on
        and (in_service.counts_until is null or in_service.counts_until >= periods.closes_on)
        and (
            in_service.counts_until is null or in_service.counts_until > in_service.starts_on
        )
    left join merged on merged.customer_id = in_service.customer_id
    where coalesce(in_service.mrr, in_service.amount) > 0
        and (in_service.status is null or in_service.status <> 'trial')
        -- a discount that takes all off leaves nothing to pay
        and (
            coalesce(in_service.discount, 0) < case
                when in_service.discount_kind = 'percent' then 100
                else coalesce(in_service.mrr, in_service.amount)
            end
            or in_service.discount_ends_on < periods.closes_on
        )
    group by periods.period, coalesce(merged.merged_into, in_service.customer_id)
)
