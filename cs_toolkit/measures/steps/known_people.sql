-- Everybody known, by the list of users or by an event, since when, and in which segments.
-- after: activity
-- a user without a date of creation has always been there
listed as (
    select
        $segment as segment, coalesce(people.user_id, users.user_id) as user_id,
        users.created_at as known_at
    from users
    left join people on people.alias = users.user_id
    left join merged on merged.customer_id = users.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, users.customer_id)
    -- so that a column of events can be named here; a listed user has none
    left join usage_events on usage_events.user_id = users.user_id and 1 = 0
),
seen as (
    select segment, user_id, min(occurred_at) as known_at
    from activity
    group by segment, user_id
),
-- a split by a property of events does not split the people: each of its segments is open to all
known_people as (
    select segment, user_id, min(coalesce(known_at, cast('0001-01-01' as timestamp))) as known_at
    from (
        select segment, user_id, known_at from listed where $segment_table <> 'usage_events'
        union all
        select segment, user_id, known_at from seen where $segment_table <> 'usage_events'
        union all
        select parts.segment, everybody.user_id, everybody.known_at
        from (
            select user_id, known_at from listed
            union all
            select user_id, known_at from seen
        ) as everybody
        cross join (select distinct segment from seen) as parts
        where $segment_table = 'usage_events'
    ) as known
    group by segment, user_id
)
