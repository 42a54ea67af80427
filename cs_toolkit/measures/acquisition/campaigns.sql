-- Whom campaigns contacted, and who responded: one row per period and segment. A quarter is the sum
-- of its months.
-- needs: campaigns(campaign, period, contacts, responses)
-- segment: campaigns
-- rows: run
with
run as (
    select
        period_parts.period, $segment as segment, campaigns.campaign, campaigns.contacts,
        campaigns.responses
    from period_parts
    inner join campaigns on campaigns.period = period_parts.part
    -- a campaign whose responses are not known is in neither sum
    where period_parts.place > 0 and campaigns.responses is not null
)
select
    period, segment,
    cast(sum(contacts) as bigint) as campaign_contacts,
    cast(sum(responses) as bigint) as campaign_responses
from run
group by period, segment
