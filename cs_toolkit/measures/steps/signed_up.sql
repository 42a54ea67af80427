-- Accounts that signed up in a period, and what has become of them so far.
signed_up as (
    select
        periods.period, $segment as segment, signups.account_id, signups.customer_id,
        signups.signed_up_at, signups.trial_started_at, signups.activated_at, signups.paid_at
    from signups
    inner join periods
        on signups.signed_up_at >= periods.starts_at and signups.signed_up_at < periods.closes_at
)
