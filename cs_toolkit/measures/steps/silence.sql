-- For how long each customer has been silent at a period's close, and how long is too long.
-- after: charged, people, todays_payers
-- one row per customer and day with a purchase
purchase_days as (
    select distinct customer_id, ordered_on as seen_on from charged where is_purchase = 1
),
-- one row per customer and day with activity in the product
activity_days as (
    select distinct
        coalesce(merged.merged_into, usage_events.customer_id, users.customer_id) as customer_id,
        usage_events.occurred_on as seen_on
    from usage_events
    left join people on people.alias = usage_events.user_id
    left join users on users.user_id = coalesce(people.user_id, usage_events.user_id)
    left join merged
        on merged.customer_id = coalesce(usage_events.customer_id, users.customer_id)
    where coalesce(usage_events.customer_id, users.customer_id) is not null
),
gaps as (
    select
        seen_on,
        seconds_between(
            cast(lag(seen_on) over (partition by customer_id order by seen_on) as timestamp),
            cast(seen_on as timestamp)
        ) as gap
    from purchase_days
),
-- the gaps known by each period's close, in order
ranked_gaps as (
    select
        periods.period, gaps.gap,
        row_number() over (partition by periods.period order by gaps.gap) as nth,
        0.9 * (count(*) over (partition by periods.period) - 1) + 1 as place
    from gaps
    inner join periods on gaps.seen_on < periods.closes_on
    where gaps.gap is not null
),
-- the business's usual interval: the 90th percentile of the gaps between purchases, between its two
-- neighbours in proportion; 90 days where nobody has bought twice
usual as (
    select
        periods.period, periods.closes_on,
        case
            when $inactive_after_days > 0 then $inactive_after_days * 86400.0
            else coalesce(max(case when nth = floor(place) then gap end)
                + (max(place) - floor(max(place))) * (
                    coalesce(max(case when nth = floor(place) + 1 then gap end), 0)
                    - max(case when nth = floor(place) then gap end)
                ), 90 * 86400.0)
        end as patience
    from periods
    left join ranked_gaps on ranked_gaps.period = periods.period
    group by periods.period, periods.closes_on
),
-- who is known by the close and has not closed the account; signing up is a sign of life
everybody as (
    select
        usual.period, usual.closes_on, usual.patience, customers.customer_id,
        customers.signed_up_on
    from usual
    inner join customers
        on (customers.signed_up_on is null or customers.signed_up_on < usual.closes_on)
        and (customers.closed_on is null or customers.closed_on >= usual.closes_on)
    left join merged on merged.customer_id = customers.customer_id
    where merged.customer_id is null
    union
    select usual.period, usual.closes_on, usual.patience, purchase_days.customer_id,
        cast(null as timestamp) as signed_up_on
    from usual
    inner join purchase_days on purchase_days.seen_on < usual.closes_on
    left join customers on customers.customer_id = purchase_days.customer_id
    where customers.customer_id is null
    union
    select usual.period, usual.closes_on, usual.patience, todays_payers.customer_id,
        cast(null as timestamp) as signed_up_on
    from usual
    inner join todays_payers on todays_payers.period = usual.period
    left join customers on customers.customer_id = todays_payers.customer_id
    where customers.customer_id is null
),
-- the customers of today: those who pay; where nobody subscribes, everybody known
known as (
    select everybody.*
    from everybody
    cross join subscribed
    left join todays_payers
        on todays_payers.period = everybody.period
        and todays_payers.customer_id = everybody.customer_id
    where subscribed.subscriptions = 0 or todays_payers.customer_id is not null
)
