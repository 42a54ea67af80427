-- From which day the use is known: the first day of the month of the first event. In that month a day
-- without events counts as 0; of the days before it nothing is known, so they do not count.
first_use as (
    select cast(min(occurred_on) as varchar) as day from usage_events
),
usage_begins as (
    select cast(concat(substring(first_use.day, 1, 8), '01') as date) as first_day from first_use
)
