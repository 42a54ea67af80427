-- How many months a period holds, as far as it has passed: the shares of calendar months that also
-- earn their shares of the monthly fees.
select
    period, '' as segment,
    sum(
        seconds_between(starts_on, closes_on) / seconds_between(month_starts_on, month_ends_on)
    ) as months_in_period
from period_months
group by period
