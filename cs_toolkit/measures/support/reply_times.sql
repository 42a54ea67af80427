-- How long customers waited for each reply, not only the first: one row per period and segment, by the date of the
-- reply.
-- needs: messages(ticket_id, sent_at, author_kind), tickets(ticket_id, opened_at)
-- after: issues, turns
-- segment: tickets, customers
-- rows: answered_turns
-- empty: reply_seconds_median, reply_seconds_p90, reply_seconds_p95
with
answered_turns as (
    select
        periods.period, issues.segment, issues.ticket_id, issues.customer_id,
        turns.begins_at as asked_at, turns.ends_at as replied_at,
        seconds_between(turns.begins_at, turns.ends_at) as seconds
    from turns
    inner join issues on issues.ticket_id = turns.ticket_id
    inner join periods on turns.ends_at >= periods.starts_at and turns.ends_at < periods.closes_at
    where turns.author_kind = 'customer'
),
ranked as (
    select
        period, segment, seconds,
        row_number() over (partition by period, segment order by seconds) - 1 as nth,
        count(*) over (partition by period, segment) - 1 as last_nth
    from answered_turns
)
select
    period, segment,
    count(*) as turns_answered,
    sum(seconds) as reply_seconds,
    sum(seconds * seconds) as reply_seconds_square_sum,
    linear_percentile(seconds, nth, last_nth, 0.5) as reply_seconds_median,
    linear_percentile(seconds, nth, last_nth, 0.9) as reply_seconds_p90,
    linear_percentile(seconds, nth, last_nth, 0.95) as reply_seconds_p95
from ranked
group by period, segment
