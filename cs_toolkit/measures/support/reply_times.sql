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
),
-- the issues of one customer are alike; those of nobody known are of one conversation
of_customers as (
    select
        period, segment, count(*) as cases,
        cast(sum(seconds) as double) as reply_seconds
    from answered_turns
    group by period, segment, customer_id, case when customer_id is null then ticket_id end
),
of_segments as (
    select
        period, segment,
        count(*) as customers,
        sum(cases * cases) as square_cases,
        sum(reply_seconds * reply_seconds) as square_reply_seconds,
        sum(reply_seconds * cases) as reply_seconds_by_cases
    from of_customers
    group by period, segment
),
counted as (
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
)
select
    counted.period, counted.segment,
    counted.turns_answered,
    counted.reply_seconds,
    counted.reply_seconds_square_sum,
    counted.reply_seconds_median,
    counted.reply_seconds_p90,
    counted.reply_seconds_p95,
    of_segments.customers as customers_behind_turns_answered,
    cast(of_segments.square_cases as bigint) as turns_answered_by_customer_square_sum,
    of_segments.square_reply_seconds as reply_seconds_by_customer_square_sum,
    of_segments.reply_seconds_by_cases as reply_seconds_by_customer_product_sum
from counted
inner join of_segments
    on of_segments.period = counted.period
    and of_segments.segment is not distinct from counted.segment
