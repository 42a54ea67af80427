-- How each customer came: the lead and the sign-up that became one.
-- after: merged
-- read only where one of their columns splits the numbers; of several the first that was won
won_leads as (
    select *
    from (
        select
            leads.*, coalesce(merged.merged_into, leads.customer_id) as won_customer_id,
            row_number() over (
                partition by coalesce(merged.merged_into, leads.customer_id)
                order by
                    case when leads.converted_at is null then 1 else 0 end,
                    leads.converted_at, leads.created_at, leads.lead_id
            ) as kit_order
        from leads
        left join merged on merged.customer_id = leads.customer_id
        where leads.customer_id is not null and $segment_table = 'leads'
    ) as numbered
    where kit_order = 1
),
won_signups as (
    select *
    from (
        select
            signups.*, coalesce(merged.merged_into, signups.customer_id) as won_customer_id,
            row_number() over (
                partition by coalesce(merged.merged_into, signups.customer_id)
                order by signups.signed_up_at, signups.account_id
            ) as kit_order
        from signups
        left join merged on merged.customer_id = signups.customer_id
        where signups.customer_id is not null and $segment_table = 'signups'
    ) as numbered
    where kit_order = 1
)
