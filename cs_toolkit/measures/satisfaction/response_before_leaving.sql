-- Who is silent: surveys sent to paying customers, by whether the customer left within 90 days: one
-- row per period, what followed, and segment.
-- needs: survey_responses(response_id, survey, sent_at, customer_id), subscriptions(subscription_id, customer_id, starts_on)
-- after: fees
-- segment: customers
-- keys: period, followed, segment
with
-- what is known of the last paid day, by the last moment that the periods reach
last_paid as (
    select
        fees.customer_id, known.known_on, min(fees.starts_on) as first_paid_on,
        max(
            case
                when fees.ends_on is null or fees.ends_on >= known.known_on then known.known_on
                else fees.ends_on
            end
        ) as paid_until
    from fees
    cross join (select max(closes_on) as known_on from periods) as known
    where fees.starts_on < known.known_on
    group by fees.customer_id, known.known_on
),
asked as (
    select
        periods.period, $segment as segment,
        case
            when survey_responses.score is not null or is_comment(survey_responses.comment) then 1
            else 0
        end as answered,
        last_paid.known_on, last_paid.paid_until,
        seconds_between(cast(survey_responses.sent_on as timestamp), last_paid.paid_until) / 86400
            as days_paid_after,
        seconds_between(cast(survey_responses.sent_on as timestamp), last_paid.known_on) / 86400
            as days_known_after
    from survey_responses
    inner join periods
        on survey_responses.sent_at >= periods.starts_at
        and survey_responses.sent_at < periods.closes_at
    left join merged on merged.customer_id = survey_responses.customer_id
    inner join last_paid
        on last_paid.customer_id = coalesce(merged.merged_into, survey_responses.customer_id)
        and cast(survey_responses.sent_on as timestamp) >= last_paid.first_paid_on
        and cast(survey_responses.sent_on as timestamp) < last_paid.paid_until
    left join customers on customers.customer_id = last_paid.customer_id
),
-- of a survey sent within the last 90 days it is not known yet, unless the customer has left
fates as (
    select
        period, segment, answered,
        case
            when days_paid_after < 90 and paid_until < known_on then 'left within 90 days'
            when days_known_after >= 90 then 'stayed'
        end as followed
    from asked
)
select
    period, followed, segment, count(*) as surveys_sent, sum(answered) as surveys_answered
from fates
where followed is not null
group by period, followed, segment
