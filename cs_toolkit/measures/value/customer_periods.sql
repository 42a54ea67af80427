-- What is known of each customer in a period, side by side: one row per period, segment and customer.
-- What was not asked or did not happen is missing, not 0.
-- needs: subscriptions(subscription_id, customer_id, starts_on)
-- after: states
-- segment: customers
-- keys: period, segment, customer_id
-- money: mrr, mrr_change
with
paying as (
    select
        held.period, held.segment, held.customer_id, states.state,
        cast(sum(held.starting) as hugeint) as starting, cast(sum(held.moved) as hugeint) as moved,
        cast(sum(held.ending) as hugeint) as ending
    from held
    inner join states
        on states.period = held.period and states.customer_id = held.customer_id
    group by held.period, held.segment, held.customer_id, states.state
),
scores as (
    select
        periods.period,
        coalesce(merged.merged_into, survey_responses.customer_id) as customer_id,
        avg(case when surveys.kind = 'nps' then survey_responses.score end) as recommendation,
        avg(case when surveys.kind = 'csat' then survey_responses.score end) as satisfaction,
        avg(case when surveys.kind = 'ces' then survey_responses.score end) as effort
    from survey_responses
    inner join surveys
        on surveys.survey = survey_responses.survey
        and survey_responses.score >= surveys.lowest and survey_responses.score <= surveys.highest
    inner join periods
        on coalesce(survey_responses.responded_at, survey_responses.sent_at) >= periods.starts_at
        and coalesce(survey_responses.responded_at, survey_responses.sent_at) < periods.closes_at
    left join merged on merged.customer_id = survey_responses.customer_id
    group by
        periods.period, coalesce(merged.merged_into, survey_responses.customer_id)
),
referrals as (
    select
        periods.period,
        coalesce(merged.merged_into, leads.referrer_customer_id) as customer_id,
        count(*) as referred_leads
    from leads
    inner join periods
        on leads.created_at >= periods.starts_at and leads.created_at < periods.closes_at
    left join merged on merged.customer_id = leads.referrer_customer_id
    where leads.referrer_customer_id is not null
    group by periods.period, coalesce(merged.merged_into, leads.referrer_customer_id)
),
issues as (
    select
        periods.period, coalesce(merged.merged_into, tickets.customer_id) as customer_id,
        count(*) as tickets,
        avg(seconds_between(tickets.opened_at, tickets.first_resolved_at)) as resolution_seconds
    from tickets
    inner join periods
        on tickets.opened_at >= periods.starts_at and tickets.opened_at < periods.closes_at
    left join merged on merged.customer_id = tickets.customer_id
    group by periods.period, coalesce(merged.merged_into, tickets.customer_id)
)
select
    paying.period, paying.segment, paying.customer_id,
    amount(paying.ending) as mrr,
    amount(case when paying.state = 'retained' then paying.moved - paying.starting end)
        as mrr_change,
    case when paying.state in ('churned', 'returned') then 0 when paying.starting > 0 then 1 end
        as stayed,
    scores.recommendation, scores.satisfaction, scores.effort,
    coalesce(referrals.referred_leads, 0) as referred_leads,
    coalesce(issues.tickets, 0) as tickets, issues.resolution_seconds
from paying
left join scores on scores.period = paying.period and scores.customer_id = paying.customer_id
left join referrals
    on referrals.period = paying.period and referrals.customer_id = paying.customer_id
left join issues on issues.period = paying.period and issues.customer_id = paying.customer_id
