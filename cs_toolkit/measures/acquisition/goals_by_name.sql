-- Each goal that visitors reached, and how many of the period's visitors reached it: one row per
-- period, segment and goal.
-- needs: conversions(conversion_id, goal, converted_at)
-- after: goals_reached
-- segment: conversions, visits
-- keys: period, segment, goal
select
    period, segment, goal, count(*) as goal_conversions,
    count(distinct visitor_of_period) as goal_visitors
from goals_reached
group by period, segment, goal
