"""Recurring revenue in the months to come."""

import pandas as pd

from ...measures.company_data import CompanyData
from ...measures.shared_answers import answered_once
from ...models.forecast import Forecast, mrr_forecast
from .unavailable import NAN, empty, or_else, refuse_missing


@answered_once
@or_else(
    lambda why: Forecast(
        empty(why, "month", "forecast", "low", "high"),
        empty(why, "method"),
        "",
        NAN,
        NAN,
        pd.DataFrame(),
        why,
    )
)
def forecast(company: CompanyData, period: str = "last", *, months: int = 6) -> Forecast:
    """MRR in the months after a period, with interval and back-test, from all months up to it."""
    last = company.period(period)
    month = last.parts("month")[-1]
    while month.ends_at > last.closes_at:  # of a week, or of a month that is still in progress
        month = month.previous()
    first = (company.span[0] or month.starts_at).replace(day=1)  # no rows, no first one
    first = max(first, first.replace(year=month.starts_at.year - 10))
    asked = company.periods(f"{min(first, month.starts_at):%Y-%m}..{month.name}")
    measured = company.measures(asked, family="revenue", by=())
    refuse_missing(measured, "ending_mrr")
    mrr = measured.set_index("period")["ending_mrr"]
    return mrr_forecast(mrr[mrr.gt(0).cummax()], months=months)
