-- How each lost customer left: the form and the reason of the last paid subscription.
-- after: states
-- why a subscription stopped counting though it did not end: paused, or not paid
suspensions as (
    select
        coalesce(merged.merged_into, in_service.customer_id) as customer_id,
        in_service.subscription_id, in_service.status, in_service.suspended_from,
        in_service.service_ended_on, in_service.end_kind, in_service.end_reason
    from in_service
    left join merged on merged.customer_id = in_service.customer_id
    where in_service.suspended_from is not null
),
-- whom the churn counts, those who came and went inside a period where the policies say so
lost_customers as (
    select period, customer_id from states where state in ('churned', 'returned')
    union
    select period, customer_id
    from passing
    where ($within_period = 'included' and first_paid_on >= starts_on)
        or ($reactivation_gap <> 'netted' and first_paid_on < starts_on)
),
last_paid as (
    select period, closes_on, customer_id, paid_until, end_kind, end_reason
    from (
        select
            lost_customers.period, periods.closes_on, lost_customers.customer_id,
            fees.ends_on as paid_until, fees.end_kind, fees.end_reason,
            row_number() over (
                partition by lost_customers.period, lost_customers.customer_id
                order by fees.ends_on desc, fees.subscription_id desc
            ) as nth
        from lost_customers
        inner join periods on periods.period = lost_customers.period
        inner join fees
            on fees.customer_id = lost_customers.customer_id and fees.ends_on < periods.closes_on
    ) as ended
    where nth = 1
),
-- a stated form comes first; a suspension that has ended by the close states its own
endings as (
    select
        period, customer_id, end_reason,
        coalesce(
            end_kind,
            case
                when status = 'paused' then 'paused' when status = 'past_due' then 'failed_payment'
            end
        ) as end_kind
    from (
        select
            last_paid.period, last_paid.customer_id, suspensions.status,
            coalesce(
                last_paid.end_kind,
                case when suspensions.service_ended_on < last_paid.closes_on then suspensions.end_kind end
            ) as end_kind,
            coalesce(
                last_paid.end_reason,
                case when suspensions.service_ended_on < last_paid.closes_on then suspensions.end_reason end
            ) as end_reason,
            row_number() over (
                partition by last_paid.period, last_paid.customer_id
                order by
                    case when suspensions.suspended_from is null then 1 else 0 end,
                    suspensions.suspended_from desc, suspensions.subscription_id desc
            ) as nth
        from last_paid
        left join suspensions
            on suspensions.customer_id = last_paid.customer_id
            and suspensions.suspended_from >= last_paid.paid_until
            and suspensions.suspended_from < last_paid.closes_on
    ) as suspended
    where nth = 1
),
-- one row per period, segment and customer who was lost, with what they paid at the start
losses as (
    select
        gone.period, gone.segment, gone.customer_id, endings.end_kind, endings.end_reason,
        case
            when endings.end_kind = 'failed_payment'
                or replace(lower(trim(endings.end_reason)), ' ', '_') in (
                    'failed_payment', 'payment_failed', 'payment_failure', 'non_payment',
                    'nonpayment', 'unpaid', 'card_expired', 'expired_card', 'card_declined',
                    'payment_declined', 'involuntary', 'dunning'
                )
                then 1
            else 0
        end as is_involuntary,
        cast(sum(gone.lost) as hugeint) as lost
    from (
        select period, segment, customer_id, cast(sum(starting) as hugeint) as lost
        from held
        group by period, segment, customer_id
        having sum(starting) > 0
        union all
        select distinct period, segment, customer_id, cast(0 as hugeint) as lost from passing
    ) as gone
    inner join endings
        on endings.period = gone.period and endings.customer_id = gone.customer_id
    group by
        gone.period, gone.segment, gone.customer_id, endings.end_kind, endings.end_reason
)
