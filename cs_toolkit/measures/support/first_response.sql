-- How long the issues opened in a period waited for a first reply: one row per period and segment.
-- needs: tickets(ticket_id, opened_at, first_replied_at) or messages(ticket_id, sent_at, author_kind), tickets(ticket_id, opened_at)
-- after: replies
-- segment: tickets, customers
-- rows: replied
-- empty: first_response_seconds_median, first_response_seconds_p90, first_response_seconds_p95
with
timed as (
    select period, segment, seconds_between(waits_from, replied_at) as seconds from replied
),
ranked as (
    select
        period, segment, seconds,
        row_number() over (partition by period, segment order by seconds) - 1 as nth,
        count(*) over (partition by period, segment) - 1 as last_nth
    from timed
)
select
    period, segment,
    count(*) as issues_answered,
    sum(seconds) as first_response_seconds,
    sum(seconds * seconds) as first_response_seconds_square_sum,
    linear_percentile(seconds, nth, last_nth, 0.5) as first_response_seconds_median,
    linear_percentile(seconds, nth, last_nth, 0.9) as first_response_seconds_p90,
    linear_percentile(seconds, nth, last_nth, 0.95) as first_response_seconds_p95
from ranked
group by period, segment
