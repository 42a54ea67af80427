-- From which day the use is known: the first day of the month of the first event. In that month a day
-- without events counts as 0; the days before it are of nobody knows what, and do not count.
first_use as (
    select min(occurred_on) as day from usage_events
),
usage_begins as (
    select
        make_date(
            cast(extract(year from first_use.day) as integer), cast(extract(month from first_use.day) as integer), 1
        ) as first_day
    from first_use
)
