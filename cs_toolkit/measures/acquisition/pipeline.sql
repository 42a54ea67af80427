-- Deals that were open at the end of the period: one row per period and segment.
-- needs: deals(deal_id, opened_on, outcome)
-- after: merged, exchange
-- segment: deals, customers
-- rows: still_open
-- money: open_deals_value, value
with
still_open as (
    select
        periods.period, $segment as segment, deals.deal_id, deals.opened_on, deals.outcome,
        at_rate(parts(deals.amount), exchange.rate) as value
    from deals
    inner join periods
        on deals.opened_on < periods.closes_on
        and (
            coalesce(deals.outcome, 'open') = 'open' or deals.closed_on >= periods.closes_on
        )
    left join merged on merged.customer_id = deals.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, deals.customer_id)
    left join exchange
        on exchange.currency = deals.currency and deals.currency <> $currency
        and exchange.from_day < periods.closes_on
        and (exchange.until_day is null or exchange.until_day >= periods.closes_on)
)
select
    period, segment, count(*) as open_deals, amount(coalesce(sum(value), 0)) as open_deals_value
from still_open
group by period, segment
