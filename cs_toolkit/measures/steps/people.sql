-- Which person an id stands for: the alias map, followed to its end.
-- after: merged
-- grouped, though no alias is there twice: a database that knows no key plans for few rows then
aliased_once as (
    select alias, min(user_id) as user_id
    from user_aliases
    where alias <> user_id
    group by alias
),
-- an alias of an alias is followed twice, four times, eight times; longer chains and circles are
-- refused when the tables are read
aliased_twice as (
    select aliased_once.alias, min(coalesce(further.user_id, aliased_once.user_id)) as user_id
    from aliased_once
    left join aliased_once as further on further.alias = aliased_once.user_id
    group by aliased_once.alias
),
aliased_four_times as (
    select aliased_twice.alias, min(coalesce(further.user_id, aliased_twice.user_id)) as user_id
    from aliased_twice
    left join aliased_twice as further on further.alias = aliased_twice.user_id
    group by aliased_twice.alias
),
people as (
    select
        aliased_four_times.alias,
        min(coalesce(further.user_id, aliased_four_times.user_id)) as user_id
    from aliased_four_times
    left join aliased_four_times as further on further.alias = aliased_four_times.user_id
    group by aliased_four_times.alias
)
