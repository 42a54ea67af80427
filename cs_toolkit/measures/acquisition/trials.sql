-- How each account began that has signed up by a period's close: one row per period and account. Early
-- is within three days, at which age all accounts can be compared.
-- needs: signups(account_id, signed_up_at, paid_at)
-- after: merged
-- segment: signups
-- periods: to_date
-- keys: period, segment, account_id
with
known as (
    select
        periods.period, periods.closes_at, $segment as segment, signups.account_id,
        coalesce(merged.merged_into, signups.customer_id) as customer_id,
        signups.signed_up_at, signups.activated_at, signups.paid_at, signups.trial_started_at,
        signups.channel, signups.plan
    from signups
    inner join periods
        on signups.signed_up_at >= periods.starts_at and signups.signed_up_at < periods.closes_at
    left join merged on merged.customer_id = signups.customer_id
),
account_events as (
    select
        coalesce(merged.merged_into, usage_events.customer_id) as customer_id,
        usage_events.occurred_at, usage_events.feature
    from usage_events
    left join merged on merged.customer_id = usage_events.customer_id
),
uses as (
    select
        known.period, known.account_id,
        count(*) as early_events, count(distinct account_events.feature) as early_features
    from known
    inner join account_events
        on account_events.customer_id = known.customer_id
        and account_events.occurred_at >= known.signed_up_at
        and account_events.occurred_at < known.closes_at
        and seconds_between(known.signed_up_at, account_events.occurred_at) <= 3 * 86400.0
    group by known.period, known.account_id
)
select
    known.period, known.segment, known.account_id, known.customer_id, known.signed_up_at,
    case when known.paid_at < known.closes_at then known.paid_at end as paid_at,
    known.channel, known.plan,
    case when known.trial_started_at is null then 0 else 1 end as has_trial,
    case
        when seconds_between(known.signed_up_at, known.activated_at) <= 3 * 86400.0
            and known.activated_at < known.closes_at
            then 1
        else 0
    end as activated_early,
    coalesce(uses.early_events, 0) as early_events,
    coalesce(uses.early_features, 0) as early_features
from known
left join uses on uses.period = known.period and uses.account_id = known.account_id
