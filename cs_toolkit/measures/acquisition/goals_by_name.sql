-- Each goal that visitors reached: one row per period, segment and goal.
-- needs: conversions(conversion_id, goal, converted_at)
-- after: goals_reached
-- segment: conversions, visits
-- keys: period, segment, goal
select
    period, segment, goal, count(*) as goal_conversions,
    count(distinct visitor_id) as goal_visitors
from goals_reached
group by period, segment, goal
