-- Which customer lives on after mergers: an id map, so that a merger is never a loss.
merged_once as (
    select from_customer_id as customer_id, to_customer_id as merged_into from customer_merges
),
-- a merger of mergers is followed to its end: twice, four times, eight times; longer chains and
-- circles are refused when the tables are read
merged_twice as (
    select
        merged_once.customer_id,
        coalesce(further.merged_into, merged_once.merged_into) as merged_into
    from merged_once
    left join merged_once as further on further.customer_id = merged_once.merged_into
),
merged_four_times as (
    select
        merged_twice.customer_id,
        coalesce(further.merged_into, merged_twice.merged_into) as merged_into
    from merged_twice
    left join merged_twice as further on further.customer_id = merged_twice.merged_into
),
merged as (
    select
        merged_four_times.customer_id,
        coalesce(further.merged_into, merged_four_times.merged_into) as merged_into
    from merged_four_times
    left join merged_four_times as further
        on further.customer_id = merged_four_times.merged_into
)
