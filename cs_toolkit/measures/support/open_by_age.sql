-- What is open at a period's last moment, by how long it has been: one row per period, segment and
-- kind, all issues and the complaints among them.
-- needs: tickets(ticket_id, opened_at, resolved_at|first_resolved_at|last_resolved_at)
-- after: issues
-- segment: tickets, customers
-- keys: period, segment, kind
with
open_issues as (
    select
        periods.period, issues.segment, issues.is_complaint,
        seconds_between(issues.opened_at, periods.closes_at) / 86400 as days
    from issues
    inner join periods on issues.opened_at < periods.closes_at
    left join resolutions
        on resolutions.ticket_id = issues.ticket_id
        and resolutions.resolved_at < periods.closes_at
        and (resolutions.undone_at is null or resolutions.undone_at >= periods.closes_at)
    where resolutions.ticket_id is null
),
-- nothing open is an answer, too
groups as (
    select periods.period, parts.segment, kinds.kind
    from periods
    cross join (select distinct segment from issues) as parts
    cross join (
        select cast(kind as varchar) as kind
        from (values ('issues'), ('complaints')) as given(kind)
    ) as kinds
)
select
    groups.period, groups.segment, groups.kind,
    count(case when open_issues.days < 1 then 1 end) as open_under_a_day,
    count(case when open_issues.days >= 1 and open_issues.days < 7 then 1 end)
        as open_under_a_week,
    count(case when open_issues.days >= 7 and open_issues.days < 30 then 1 end)
        as open_under_30_days,
    count(case when open_issues.days >= 30 then 1 end) as open_longer
from groups
left join open_issues
    on open_issues.period = groups.period
    and open_issues.segment is not distinct from groups.segment
    and (groups.kind = 'issues' or open_issues.is_complaint)
group by groups.period, groups.segment, groups.kind
