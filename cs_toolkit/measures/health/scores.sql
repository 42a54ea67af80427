-- The health scores of those who are customers at a period's close: one row per period and segment.
-- needs: subscriptions(subscription_id, customer_id, starts_on) or customers(customer_id) or orders(order_id, customer_id, ordered_at, amount)
-- after: members
-- segment: subscriptions, customers
-- rows: members
-- estimates: health_score_sum, health_score_square_sum, scored_customers, health_coverage_sum, good_health_customers, average_health_customers, poor_health_customers
select period, segment, customer_id from members
