-- Invitations sent in the period, by customers and by the company, and those accepted since: one row
-- per period and segment. Invitations and conversions are of the same cohort; the period is the cycle.
-- needs: invitations(invitation_id, sent_at, converted_at)
-- after: merged
-- segment: invitations, customers
-- rows: sent
with
-- who sent one is told, or it was the customer who is named
sent as (
    select
        periods.period, $segment as segment, invitations.invitation_id, invitations.sent_at,
        coalesce(merged.merged_into, invitations.customer_id) as customer_id,
        coalesce(
            invitations.sender_kind,
            case when invitations.customer_id is null then 'company' else 'customer' end
        ) as sender_kind,
        case when invitations.converted_at is null then 0 else 1 end as converted
    from invitations
    inner join periods
        on invitations.sent_at >= periods.starts_at and invitations.sent_at < periods.closes_at
    left join merged on merged.customer_id = invitations.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, invitations.customer_id)
)
select
    period, segment,
    sum(case when sender_kind = 'customer' then 1 else 0 end) as customer_invitations,
    sum(case when sender_kind = 'customer' then converted else 0 end)
        as customer_invitations_converted,
    sum(case when sender_kind = 'company' then 1 else 0 end) as company_invitations,
    sum(case when sender_kind = 'company' then converted else 0 end)
        as company_invitations_converted
from sent
group by period, segment
