-- Which person an id stands for: the alias map, followed twice.
-- after: merged
people as (
    select
        first_alias.alias,
        coalesce(second_alias.user_id, first_alias.user_id) as user_id
    from user_aliases as first_alias
    left join user_aliases as second_alias on second_alias.alias = first_alias.user_id
)
