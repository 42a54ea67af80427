"""MRR some months after a period, from its month ends up to the period's close."""

import pandas as pd

COLUMNS = [
    "period", "segment", "forecast_mrr", "forecast_mrr_low", "forecast_mrr_high",
    "forecast_history_months",
]  # fmt: skip


def estimate(rows: pd.DataFrame, *, forecast_months: float) -> pd.DataFrame:
    """One row per period and segment: the forecast with its interval, and from how many months.

    ``rows`` has the MRR of each month's end, where there is any, and the last month's end. The forecast is missing where the history is too short to try
    the methods on.
    """
    from ...models.forecast import mrr_forecast

    found = []
    for keys, part in rows.groupby(["period", "segment"], sort=False):
        mrr = pd.Series(part["mrr"].astype(float).to_numpy(), _months(part["month_ends_on"]))
        last = _months(part["last_month_ends_on"]).max()
        every = pd.period_range(mrr.index.min(), last, freq="M")
        months = mrr_forecast(
            mrr.reindex(every, fill_value=0.0), months=int(forecast_months)
        ).months
        last = months.iloc[-1] if len(months) else {}
        # a method that shrinks towards nothing leaves 1e-60 of it: money has hundredths
        shown = (round(last.get(name, float("nan")), 2) for name in ("forecast", "low", "high"))
        found.append((*keys, *shown, float(len(every))))
    return pd.DataFrame(found, columns=COLUMNS)


def _months(ends_on: pd.Series) -> pd.PeriodIndex:
    return pd.PeriodIndex(pd.to_datetime(ends_on) - pd.Timedelta(days=1), freq="M")
