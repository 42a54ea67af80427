-- How much of the product has been taken into use by a period's close: pairs of user and feature,
-- and the features that anybody has used. One row per period and segment.
-- needs: usage_events(user_id, occurred_at, feature)
-- after: activity, todays_users
-- segment: usage_events, users, customers
-- rows: adopted
with
uses as (
    select
        segment, user_id, feature, occurred_at,
        row_number() over (partition by segment, user_id, feature order by occurred_at) as nth
    from activity
    where feature is not null
),
adopted as (
    select
        periods.period, uses.segment, uses.user_id, uses.feature, uses.occurred_at as adopted_at
    from uses
    inner join periods on uses.occurred_at < periods.closes_at
    inner join todays_users
        on todays_users.period = periods.period and todays_users.user_id = uses.user_id
    where uses.nth = $adoption_uses
),
-- the features are those of the product, unless the split is by a property of events
offered as (
    select periods.period, parts.segment, count(distinct uses.feature) as features
    from uses
    inner join periods on uses.occurred_at < periods.closes_at
    inner join (select distinct segment from uses) as parts
        on $segment_table <> 'usage_events' or parts.segment is not distinct from uses.segment
    where uses.nth = 1
    group by periods.period, parts.segment
),
pairs as (
    select period, segment, count(*) as adopted_features from adopted group by period, segment
)
select
    offered.period, offered.segment, offered.features,
    coalesce(pairs.adopted_features, 0) as adopted_features
from offered
left join pairs
    on pairs.period = offered.period and pairs.segment is not distinct from offered.segment
