-- Deals that were won or lost in the period: one row per period and segment.
-- needs: deals(deal_id, opened_on, closed_on, outcome)
-- after: merged, exchange
-- segment: deals, customers
-- rows: closed
-- money: deals_won_value, deals_closed_value, value
with
closed as (
    select
        periods.period, $segment as segment, deals.deal_id, deals.opened_on, deals.closed_on,
        deals.outcome,
        at_rate(parts(deals.amount), exchange.rate) as value,
        -- a deal that was written down when it was closed already says nothing of how long it took
        case when deals.outcome = 'won' and deals.closed_on > deals.opened_on
            then seconds_between(deals.opened_on, deals.closed_on) end as cycle_seconds
    from deals
    inner join periods
        on deals.closed_on >= periods.starts_on and deals.closed_on < periods.closes_on
    left join merged on merged.customer_id = deals.customer_id
    left join customers
        on customers.customer_id = coalesce(merged.merged_into, deals.customer_id)
    left join exchange
        on exchange.currency = deals.currency and deals.currency <> $currency
        and exchange.from_day <= deals.closed_on
        and (exchange.until_day is null or exchange.until_day > deals.closed_on)
    where deals.outcome in ('won', 'lost')
)
select
    period, segment,
    count(*) as deals_closed,
    sum(case when outcome = 'won' then 1 else 0 end) as deals_won,
    amount(coalesce(sum(case when outcome = 'won' then value end), 0)) as deals_won_value,
    amount(coalesce(sum(value), 0)) as deals_closed_value,
    count(cycle_seconds) as timed_deals,
    coalesce(sum(cycle_seconds), 0) as sales_cycle_seconds,
    coalesce(product_sum(cycle_seconds, cycle_seconds), 0) as sales_cycle_seconds_square_sum
from closed
group by period, segment
