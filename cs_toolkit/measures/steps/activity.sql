-- The events that make somebody active, each with the person and the account behind it.
-- after: people
-- which events those are is chosen; where nothing is chosen, every event is one
chosen as (
    select count(*) as events from active_events
),
activity as (
    select
        $segment as segment,
        coalesce(people.user_id, usage_events.user_id) as user_id,
        coalesce(merged.merged_into, usage_events.customer_id, users.customer_id) as account_id,
        usage_events.occurred_at, usage_events.occurred_on, usage_events.event,
        usage_events.feature, usage_events.session_id
    from usage_events
    cross join chosen
    left join active_events on active_events.event = usage_events.event
    left join people on people.alias = usage_events.user_id
    left join users on users.user_id = coalesce(people.user_id, usage_events.user_id)
    left join merged
        on merged.customer_id = coalesce(usage_events.customer_id, users.customer_id)
    left join customers
        on customers.customer_id
            = coalesce(merged.merged_into, usage_events.customer_id, users.customer_id)
    where chosen.events = 0 or active_events.event is not null
)
