-- What each subscription pays a month, in millionths of its own currency.
-- after: origins, in_service
-- one row per paid period of a subscription, at its full price; trials pay nothing
priced as (
    select
        subscriptions.subscription_id,
        coalesce(merged.merged_into, subscriptions.customer_id) as customer_id,
        $segment as segment,
        coalesce(subscriptions.currency, $currency) as currency,
        subscriptions.product, subscriptions.plan,
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
        subscriptions.end_kind, subscriptions.end_reason,
        subscriptions.discount_kind, subscriptions.discount_ends_on,
        cast(floor(
            cast(coalesce(subscriptions.mrr, subscriptions.amount) as double)
            * case when subscriptions.mrr is null then coalesce(subscriptions.quantity, 1) else 1 end
            * 1000000 + 0.5
        ) as bigint) as price,
        cast(floor(cast(coalesce(subscriptions.discount, 0) as double) * 1000000 + 0.5) as bigint)
            as discount,
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
        case when subscriptions.status = 'trial' then 0 else 1 end as pays
    from in_service as subscriptions
    left join merged on merged.customer_id = subscriptions.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, subscriptions.customer_id)
    left join won_leads as leads
        on leads.won_customer_id = coalesce(merged.merged_into, subscriptions.customer_id)
    left join won_signups as signups
        on signups.won_customer_id = coalesce(merged.merged_into, subscriptions.customer_id)
),
-- a discount that ends within the first billing interval is a one-off
judged as (
    select
        *,
        case
            when discount = 0 or $discounts = 'ignored' then 0
            when discount_ends_on is null or $discounts = 'all' then 1
            when $discounts = 'forever' then 0
            when seconds_between(starts_on, discount_ends_on)
                <= 31 * 86400.0 * 12 * intervals / twelfths
                then 0
            else 1
        end as discounted
    from priced
    where pays = 1
),
-- two spans where a discount ends before the service does: the price before and after
spans as (
    select
        subscription_id, customer_id, segment, currency, product, plan, end_kind, end_reason,
        starts_on,
        case
            when discounted = 1 and discount_ends_on is not null
                and (ends_on is null or discount_ends_on < ends_on)
                then discount_ends_on
            else ends_on
        end as ends_on,
        twelfths, intervals,
        case
            when discounted = 0 then cast(price as double)
            when discount_kind = 'percent'
                then cast(price as double) * (100000000 - discount) / 100000000
            when discount > price then 0.0
            else cast(price - discount as double)
        end as price
    from judged
    union all
    select
        subscription_id, customer_id, segment, currency, product, plan, end_kind, end_reason,
        discount_ends_on as starts_on, ends_on, twelfths, intervals, cast(price as double) as price
    from judged
    where discounted = 1
        and discount_ends_on > starts_on
        and (ends_on is null or discount_ends_on < ends_on)
),
-- rounded once, here: floor(x + 0.5) is the one rounding that every engine does alike
dues as (
    select
        subscription_id, customer_id, segment, currency, product, plan, end_kind, end_reason,
        starts_on, ends_on,
        cast(floor(price * twelfths / (12 * intervals) + 0.5) as bigint) as fee
    from spans
    where floor(price * twelfths / (12 * intervals) + 0.5) > 0
        and (ends_on is null or starts_on < ends_on)
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
        dues.plan, dues.end_kind, dues.end_reason, dues.starts_on,
        coalesce(breaks.returned_on, dues.ends_on) as ends_on, dues.fee
    from dues
    left join breaks
        on breaks.customer_id = dues.customer_id and breaks.left_on = dues.ends_on
        and breaks.is_short = 1
)
