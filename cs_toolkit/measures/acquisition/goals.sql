-- Goals reached, by anyone: one row per period and segment. One visitor may reach several,
-- and somebody who never came may reach one.
-- needs: conversions(conversion_id, goal, converted_at)
-- after: goals_reached
-- segment: conversions, visits
-- rows: goals_reached
select period, segment, count(*) as visitor_conversions
from goals_reached
group by period, segment
