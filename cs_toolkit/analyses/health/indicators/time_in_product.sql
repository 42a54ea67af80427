-- How long the account's users were in the product, in seconds.
-- needs: sessions(session_id, user_id, started_at, ended_at) or usage_events(user_id, occurred_at)
-- after: sittings
with
-- a session counts as far as it had gone by then
stated as (
    select
        windows.period,
        coalesce(merged.merged_into, sittings.customer_id, users.customer_id) as customer_id,
        seconds_between(
            sittings.started_at,
            case when sittings.ended_at < windows.to_at
                then sittings.ended_at else windows.to_at end
        ) as seconds
    from sittings
    inner join windows
        on sittings.started_at >= windows.from_at and sittings.started_at < windows.to_at
    left join users on users.user_id = sittings.user_id
    left join merged on merged.customer_id = coalesce(sittings.customer_id, users.customer_id)
)
select period, customer_id, sum(seconds) as value
from stated
where customer_id is not null
group by period, customer_id
