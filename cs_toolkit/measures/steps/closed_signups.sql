-- Accounts of a period whose whole window has passed, with what they reached within it.
-- after: signed_up
closed_signups as (
    select
        signed_up.period, signed_up.segment, signed_up.account_id, signed_up.customer_id,
        signed_up.signed_up_at, signed_up.trial_started_at,
        case
            when seconds_between(signed_up.signed_up_at, signed_up.activated_at)
                <= $conversion_window_days * 86400.0
                then signed_up.activated_at
        end as activated_at,
        case
            when seconds_between(signed_up.signed_up_at, signed_up.paid_at)
                <= $conversion_window_days * 86400.0
                then signed_up.paid_at
        end as paid_at
    from signed_up
    cross join last_known
    where seconds_between(signed_up.signed_up_at, last_known.known_at)
        > $conversion_window_days * 86400.0
)
