-- How each customer's recurring revenue moved in a period, and in which segments.
-- after: states
-- one row per period, customer and segment
moves as (
    select
        held.period, held.customer_id, held.segment, states.state, states.net,
        cast(sum(held.starting) as hugeint) as starting,
        cast(sum(held.moved) as hugeint) as moved,
        cast(sum(held.ending) as hugeint) as ending
    from held
    inner join states
        on states.period = held.period and states.customer_id = held.customer_id
    group by held.period, held.customer_id, held.segment, states.state, states.net
),
-- the segments that moved in the customer's direction, largest first, until the net change is used up
ranked as (
    select
        period, customer_id, segment, abs(moved - starting) as size,
        cast(sum(abs(moved - starting)) over (
            partition by period, customer_id
            order by abs(moved - starting) desc, segment
            rows between unbounded preceding and current row
        ) as hugeint) as used
    from moves
    where state = 'retained'
        and ((net > 0 and moved > starting) or (net < 0 and moved < starting))
),
changes as (
    select
        moves.period, moves.customer_id, moves.segment, moves.state,
        moves.starting, moves.moved, moves.ending,
        case
            when ranked.size is null or ranked.used - ranked.size >= abs(moves.net) then 0
            when ranked.used > abs(moves.net) then abs(moves.net) - (ranked.used - ranked.size)
            else ranked.size
        end as change,
        moves.net
    from moves
    left join ranked
        on ranked.period = moves.period and ranked.customer_id = moves.customer_id
        and ranked.segment is not distinct from moves.segment
)
