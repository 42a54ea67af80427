-- Invitations sent in the period, by customers and by the company: how many are still within their
-- window, how many of the others were accepted, and how many of all have been accepted so far. One row
-- per period and segment. Invitations and conversions are of the same cohort; the period is the
-- cycle.
-- needs: invitations(invitation_id, sent_at, converted_at)
-- after: merged
-- segment: invitations, customers
-- rows: sent
with
-- the sender is named, or it was the customer of the row
sent as (
    select
        periods.period, $segment as segment, invitations.invitation_id, invitations.sent_at,
        coalesce(merged.merged_into, invitations.customer_id) as customer_id,
        coalesce(
            invitations.sender_kind,
            case when invitations.customer_id is null then 'company' else 'customer' end
        ) as sender_kind,
        case
            when seconds_between(invitations.sent_at, last_known.known_at)
                > $conversion_window_days * 86400.0
                then 0
            else 1
        end as still_open,
        case
            when invitations.converted_at is not null
                and seconds_between(invitations.sent_at, last_known.known_at)
                > $conversion_window_days * 86400.0
                then 1
            else 0
        end as converted,
        case when invitations.converted_at is null then 0 else 1 end as converted_so_far
    from invitations
    inner join periods
        on invitations.sent_at >= periods.starts_at and invitations.sent_at < periods.closes_at
    cross join last_known
    left join merged on merged.customer_id = invitations.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, invitations.customer_id)
)
select
    period, segment,
    sum(case when sender_kind = 'customer' then 1 else 0 end) as customer_invitations,
    sum(case when sender_kind = 'customer' then still_open else 0 end)
        as open_customer_invitations,
    sum(case when sender_kind = 'customer' then converted else 0 end)
        as customer_invitations_converted,
    sum(case when sender_kind = 'customer' then converted_so_far else 0 end)
        as customer_invitations_converted_so_far,
    sum(case when sender_kind = 'company' then 1 else 0 end) as company_invitations,
    sum(case when sender_kind = 'company' then still_open else 0 end) as open_company_invitations,
    sum(case when sender_kind = 'company' then converted else 0 end)
        as company_invitations_converted
from sent
group by period, segment
