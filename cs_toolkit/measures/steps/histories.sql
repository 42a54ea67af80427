-- What each customer has bought by a period's close: how often again, how recently, for how much.
-- after: charged
-- several orders of one day are one purchase occasion
occasions as (
    select
        segment, customer_id, ordered_on, cast(sum(charge) as hugeint) as amount,
        min(ordered_on) over (partition by customer_id) as first_on
    from charged
    where is_purchase = 1
    group by segment, customer_id, ordered_on
),
-- the first purchase made somebody a customer and is no repeat; the last day read is the one before
-- the close
histories as (
    select
        periods.period, occasions.segment, occasions.customer_id,
        count(*) - 1 as frequency,
        cast(floor(seconds_between(
            cast(min(occasions.ordered_on) as timestamp),
            cast(max(occasions.ordered_on) as timestamp)
        ) / 86400) as bigint) as recency_days,
        cast(-floor(-seconds_between(
            cast(min(occasions.ordered_on) as timestamp), max(periods.closes_on)
        ) / 86400) - 1 as bigint) as age_days,
        cast(sum(
            case when occasions.ordered_on > occasions.first_on then occasions.amount else 0 end
        ) as hugeint) as repeat_amount
    from occasions
    inner join periods on occasions.ordered_on < periods.closes_on
    group by periods.period, occasions.segment, occasions.customer_id
)
