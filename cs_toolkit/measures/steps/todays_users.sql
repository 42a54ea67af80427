-- The users of today's customers at a period's close. A user without a customer counts.
-- after: people, todays_payers
accounts_of_users as (
    select
        coalesce(people.user_id, users.user_id) as user_id,
        coalesce(merged.merged_into, users.customer_id) as account_id
    from users
    left join people on people.alias = users.user_id
    left join merged on merged.customer_id = users.customer_id
    union
    select
        coalesce(people.user_id, usage_events.user_id) as user_id,
        coalesce(merged.merged_into, usage_events.customer_id) as account_id
    from usage_events
    left join people on people.alias = usage_events.user_id
    left join merged on merged.customer_id = usage_events.customer_id
),
-- a user of several accounts counts while one of them is a customer
todays_users as (
    select periods.period, accounts_of_users.user_id
    from periods
    cross join subscribed
    cross join accounts_of_users
    left join todays_payers
        on todays_payers.period = periods.period
        and todays_payers.customer_id = accounts_of_users.account_id
    left join customers as accounts on accounts.customer_id = accounts_of_users.account_id
    group by periods.period, accounts_of_users.user_id
    having
        count(accounts_of_users.account_id) = 0
        or max(
            case
                when accounts_of_users.account_id is null then 0
                when subscribed.subscriptions > 0 and todays_payers.customer_id is null then 0
                when accounts.closed_on < periods.closes_on then 0
                else 1
            end
        ) = 1
)
