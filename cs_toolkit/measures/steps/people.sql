-- Which person an id stands for: the alias map, followed to its end.
-- after: merged
aliased_once as (
    select alias, user_id from user_aliases where alias <> user_id
),
-- an alias of an alias is followed twice, four times, eight times; longer chains and circles are
-- refused when the tables are read
aliased_twice as (
    select aliased_once.alias, coalesce(further.user_id, aliased_once.user_id) as user_id
    from aliased_once
    left join aliased_once as further on further.alias = aliased_once.user_id
),
aliased_four_times as (
    select aliased_twice.alias, coalesce(further.user_id, aliased_twice.user_id) as user_id
    from aliased_twice
    left join aliased_twice as further on further.alias = aliased_twice.user_id
),
people as (
    select
        aliased_four_times.alias, coalesce(further.user_id, aliased_four_times.user_id) as user_id
    from aliased_four_times
    left join aliased_four_times as further on further.alias = aliased_four_times.user_id
)
