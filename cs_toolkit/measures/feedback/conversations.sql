-- The issues of a period that nobody rated, open or not: one row per period and segment.
-- needs: tickets(ticket_id, opened_at), survey_responses(response_id, survey, score, ticket_id)
-- after: merged
-- segment: tickets, customers
-- rows: unrated
-- estimates: predicted_conversations, predicted_satisfied, open_conversations_predicted_negative, customers_behind_predicted_conversations, predicted_conversations_by_customer_square_sum, predicted_satisfied_by_customer_square_sum, predicted_satisfied_by_customer_product_sum
-- empty: open_conversations_predicted_negative
with
-- solved or not by the period's close
unrated as (
    select
        periods.period, $segment as segment, tickets.ticket_id, tickets.opened_at,
        coalesce(merged.merged_into, tickets.customer_id) as customer_id,
        case
            when coalesce(tickets.last_resolved_at, tickets.resolved_at, tickets.first_resolved_at)
                < periods.closes_at then 0
            else 1
        end as is_open
    from tickets
    inner join periods
        on tickets.opened_at >= periods.starts_at and tickets.opened_at < periods.closes_at
    left join merged on merged.customer_id = tickets.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, tickets.customer_id)
)
select period, segment, ticket_id, customer_id, is_open from unrated
