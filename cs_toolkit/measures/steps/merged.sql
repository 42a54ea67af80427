-- Which customer lives on after mergers: an id map, so that a merger is never a loss.
-- a merger of mergers is followed three times
merged as (
    select
        first_merge.from_customer_id as customer_id,
        coalesce(
            third_merge.to_customer_id, second_merge.to_customer_id, first_merge.to_customer_id
        ) as merged_into
    from customer_merges as first_merge
    left join customer_merges as second_merge
        on second_merge.from_customer_id = first_merge.to_customer_id
    left join customer_merges as third_merge
        on third_merge.from_customer_id = second_merge.to_customer_id
)
