-- What each subscription pays a month, in parts of its own currency.
-- after: origins, in_service, metered
-- one row per period of a subscription, at its full price in millionths; trials pay nothing yet
priced as (
    select
        subscriptions.subscription_id,
        coalesce(merged.merged_into, subscriptions.customer_id) as customer_id,
        $segment as segment,
        coalesce(subscriptions.currency, $currency) as currency,
        subscriptions.product, subscriptions.plan,
        coalesce(subscriptions.seats, subscriptions.quantity) as seats,
        subscriptions.cancelled_on,
        subscriptions.starts_on,
        case
            when $churn_lands = 'cancellation'
                and subscriptions.cancelled_on > subscriptions.starts_on
                and subscriptions.cancelled_on < subscriptions.counts_until
                then subscriptions.cancelled_on
            -- at once, though nobody knows yet when the service will end
            when $churn_lands = 'scheduled'
                and subscriptions.cancelled_on > subscriptions.starts_on
                and subscriptions.cancelled_on
                    < coalesce(subscriptions.counts_until, cast('9999-12-31' as timestamp))
                then subscriptions.cancelled_on
            else subscriptions.counts_until
        end as ends_on,
        -- what was left unpaid until it ended is a failed payment, whatever else is stated
        coalesce(
            subscriptions.end_kind,
            case when subscriptions.status = 'unpaid' then 'failed_payment' end
        ) as end_kind,
        subscriptions.end_reason,
        subscriptions.discount_kind, subscriptions.discount_ends_on,
        case
            when subscriptions.mrr is not null then cast(subscriptions.mrr * 1000000 as hugeint)
            when coalesce(subscriptions.quantity, 1) = floor(coalesce(subscriptions.quantity, 1))
                then cast(subscriptions.amount * 1000000 as hugeint)
                    * cast(coalesce(subscriptions.quantity, 1) as bigint)
            else cast(floor(
                cast(subscriptions.amount as double) * subscriptions.quantity * 1000000 + 0.5
            ) as hugeint)
        end as price,
        cast(coalesce(subscriptions.discount, 0) * 1000000 as hugeint) as discount,
        -- ÷ 12, ÷ 3, × 52 ÷ 12, × 365 ÷ 12: how many twelfths of a price fall on a month
        case
            when subscriptions.mrr is not null then 12
            when subscriptions.interval = 'year' then 1
            when subscriptions.interval = 'quarter' then 4
            when subscriptions.interval = 'week' then 52
            when subscriptions.interval = 'day' then 365
            else 12
        end as twelfths,
        case
            when subscriptions.mrr is not null then 1
            else coalesce(subscriptions.interval_count, 1)
        end as intervals,
        case when subscriptions.status = 'trial' then 'trial' else 'paying' end as state
    from in_service as subscriptions
    left join merged on merged.customer_id = subscriptions.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, subscriptions.customer_id)
    left join won_leads as leads
        on leads.won_customer_id = coalesce(merged.merged_into, subscriptions.customer_id)
    left join won_signups as signups
        on signups.won_customer_id = coalesce(merged.merged_into, subscriptions.customer_id)
),
-- a discount runs from the first row that has it: a change of price or plan does not begin it again
since as (
    select
        *,
        min(starts_on) over (
            partition by
                customer_id, subscription_id, state, discount_kind, discount, discount_ends_on
        ) as discounted_since
    from priced
),
-- a discount of a month at most is a one-off, whatever the price is billed for
judged as (
    select
        *,
        case
            when discount = 0 or $discounts = 'ignored' then 0
            when discount_ends_on is null or $discounts = 'all' then 1
            when $discounts = 'forever' then 0
            when seconds_between(discounted_since, discount_ends_on) <= 31 * 86400.0 then 0
            else 1
        end as discounted
    from since
),
-- two spans where a discount ends before the service does: the price before and after, in hundredths
-- of a millionth of a percent, so that a percentage is taken off exactly
spans as (
    select
        subscription_id, customer_id, segment, currency, product, plan, seats, state, cancelled_on,
        end_kind, end_reason, starts_on,
        case
            when discounted = 1 and discount_ends_on is not null
                and (ends_on is null or discount_ends_on < ends_on)
                then discount_ends_on
            else ends_on
        end as ends_on,
        twelfths, intervals,
        case
            when discounted = 0 then price * 100000000
            when discount_kind = 'percent' then price * (100000000 - discount)
            when discount > price then 0
            else (price - discount) * 100000000
        end as price
    from judged
    union all
    select
        subscription_id, customer_id, segment, currency, product, plan, seats, state, cancelled_on,
        end_kind, end_reason, discount_ends_on as starts_on, ends_on, twelfths, intervals,
        price * 100000000 as price
    from judged
    where discounted = 1
        and discount_ends_on > starts_on
        and (ends_on is null or discount_ends_on < ends_on)
),
-- a month's share, rounded once, here: 60480 parts of a millionth are 5040 of a twelfth of it, which
-- most terms divide without a rest
monthly as (
    select
        subscription_id, customer_id, segment, currency, product, plan, seats, state, cancelled_on,
        end_kind, end_reason, starts_on, ends_on,
        quotient(price * (5040 * twelfths), 100000000 * intervals) as fee
    from spans
    where price > 0 and (ends_on is null or starts_on < ends_on)
),
dues as (
    select
        subscription_id, customer_id, segment, currency, product, plan, seats, cancelled_on,
        end_kind, end_reason, starts_on, ends_on, fee
    from monthly
    where state = 'paying' and fee > 0
    union all
    select
        null as subscription_id, customer_id, segment, currency, null as product, null as plan,
        null as seats, null as cancelled_on, null as end_kind, null as end_reason,
        starts_on, ends_on, fee
    from metered
    where fee > 0
),
-- where a customer was without any service for a while and came back
covered as (
    select
        customer_id, starts_on,
        max(coalesce(ends_on, cast('9999-12-31' as timestamp))) over (
            partition by customer_id order by starts_on
            rows between unbounded preceding and 1 preceding
        ) as covered_until
    from dues
    where $reactivation_gap <> 'netted' or $late_renewal_days > 0
),
breaks as (
    select
        customer_id, covered_until as left_on, min(starts_on) as returned_on,
        case
            when min(starts_on) <= covered_until + $late_renewal_days * interval '1' day then 1
            when $reactivation_gap = 'month'
                and min(starts_on) < covered_until + interval '1' month
                then 1
            else 0
        end as is_short
    from covered
    where starts_on > covered_until
    group by customer_id, covered_until
),
-- a late renewal, or a break that is too short to be one: what ended then goes on until the return
fees as (
    select
        dues.subscription_id, dues.customer_id, dues.segment, dues.currency, dues.product,
        dues.plan, dues.seats, dues.cancelled_on, dues.end_kind, dues.end_reason, dues.starts_on,
        coalesce(breaks.returned_on, dues.ends_on) as ends_on, dues.fee
    from dues
    left join breaks
        on breaks.customer_id = dues.customer_id and breaks.left_on = dues.ends_on
        and breaks.is_short = 1
)
