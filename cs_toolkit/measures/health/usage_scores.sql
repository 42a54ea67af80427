-- How much, by how many and how deep the product is used, as a score: one row per period and segment.
-- needs: usage_events(user_id, occurred_at) or sessions(session_id, user_id, started_at, ended_at)
-- after: members
-- segment: subscriptions, customers
-- rows: members
-- estimates: usage_score_sum, customers_scored_on_usage
select period, segment, customer_id from members
