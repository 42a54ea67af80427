-- Each section of the product: visits, who visited, and the time in it. One row per period, segment
-- and section.
-- needs: section_visits(session_id, section, started_at, ended_at)
-- after: people
-- segment: section_visits, sessions, customers
-- rows: visited
-- keys: period, segment, section
with
visited as (
    select
        periods.period, $segment as segment, section_visits.section, section_visits.session_id,
        coalesce(people.user_id, sessions.user_id) as user_id,
        section_visits.started_at, section_visits.ended_at,
        seconds_between(section_visits.started_at, section_visits.ended_at) as seconds
    from section_visits
    inner join periods
        on section_visits.started_at >= periods.starts_at
        and section_visits.started_at < periods.closes_at
    left join sessions on sessions.session_id = section_visits.session_id
    left join people on people.alias = sessions.user_id
    left join merged on merged.customer_id = sessions.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, sessions.customer_id)
    where section_visits.ended_at is not null
)
select
    period, segment, section,
    count(*) as section_visits,
    count(distinct session_id) as section_sessions,
    count(distinct user_id) as section_users,
    sum(seconds) as section_seconds
from visited
group by period, segment, section
