-- Monthly active users, always of a month: of the month itself, the mean of a longer period's months,
-- or of the 30 days to the end of a shorter one. One row per period and segment. Distinct counts never
-- add up, so their mean is made here. What the months' days are beyond the period's own
-- is the lookback: 0 for a month, and below 0 where a longer period is still in progress. Months before
-- the first use that is known are not counted.
-- needs: usage_events(user_id, occurred_at)
-- after: activity, covered_months, covered_days
-- segment: usage_events, users, customers
-- rows: monthly_active
-- empty: monthly_active_users
with
user_days as (
    select segment, user_id, occurred_on, min(account_id) as account_id
    from activity
    group by segment, user_id, occurred_on
),
monthly_active as (
    select
        covered_months.period, covered_months.part, user_days.segment, user_days.user_id,
        covered_months.days, min(user_days.account_id) as account_id, count(*) as days_active
    from user_days
    inner join covered_months
        on user_days.occurred_on >= covered_months.first_day
        and user_days.occurred_on <= covered_months.last_day
    group by
        covered_months.period, covered_months.part, user_days.segment, user_days.user_id,
        covered_months.days
),
of_months as (
    select
        period, segment, count(*) as users, sum(days_active) as user_days,
        -- as if each month were as long as the period, which is what the interval scales back
        product_sum(
            1000000 * cast(days_active as double) / days,
            1000000 * cast(days_active as double) / days
        ) / 1000000000000 as share_square_sum
    from monthly_active
    group by period, segment
),
-- the users of one account are alike, and so is a user in several months
of_accounts as (
    select
        period, segment, count(*) as users,
        -- whole billionths, which have one sum in whatever order they come
        sum(floor(1000000000 * cast(days_active as double) / days + 0.5)) / 1000000000 as shares
    from monthly_active
    group by period, segment, account_id, case when account_id is null then user_id end
),
by_account as (
    select
        period, segment, count(*) as accounts,
        cast(sum(users * users) as bigint) as square_users,
        product_sum(1000000 * shares, 1000000 * shares) / 1000000000000 as square_shares,
        product_sum(1000000 * shares, users) / 1000000 as shares_by_users
    from of_accounts
    group by period, segment
),
spans as (
    select
        month_spans.period, covered_days.days_in_period, month_spans.months, month_spans.days,
        month_spans.days_before
    from month_spans
    inner join covered_days on covered_days.period = month_spans.period
),
own as (
    select period_days.period, user_days.segment, count(*) as user_days
    from user_days
    inner join period_days
        on user_days.occurred_on >= period_days.first_day
        and user_days.occurred_on <= period_days.last_day
    group by period_days.period, user_days.segment
)
select
    spans.period, parts.segment,
    -- missing where none of the months is known
    cast(coalesce(of_months.users, 0) as double) / cast(nullif(spans.months, 0) as double)
        as monthly_active_users,
    cast(coalesce(of_months.user_days, 0) - coalesce(own.user_days, 0) as bigint)
        as mau_lookback_user_days,
    cast(spans.days - spans.days_in_period as bigint) as mau_lookback_days,
    spans.months as mau_months,
    cast(spans.days_before as bigint) as mau_days_before_data,
    coalesce(of_months.share_square_sum, 0) * spans.days_in_period * spans.days_in_period
        / cast(nullif(spans.months, 0) as double) as active_user_days_square_sum,
    coalesce(by_account.accounts, 0) as customers_behind_monthly_active_users,
    coalesce(by_account.square_users, 0) as monthly_active_users_by_customer_square_sum,
    coalesce(by_account.square_shares, 0) as active_shares_by_customer_square_sum,
    coalesce(by_account.shares_by_users, 0) as active_shares_by_customer_product_sum
from spans
cross join (select distinct segment from user_days) as parts
left join of_months
    on of_months.period = spans.period
    and of_months.segment is not distinct from parts.segment
left join own
    on own.period = spans.period and own.segment is not distinct from parts.segment
left join by_account
    on by_account.period = spans.period
    and by_account.segment is not distinct from parts.segment
