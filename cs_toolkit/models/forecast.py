"""Recurring revenue in the coming months, if things go on as they did: with an interval, and checked.

Every method is first tried on the past: at each past month it sees only what came before and
predicts what came after (rolling origin). The naive forecast, "as last month", is the one to beat; where
nothing beats it clearly, it is the forecast, and the result says so. The interval is as wide as that
method's own misses at that distance.

Source for the back-test and the scaled error: Hyndman and Athanasopoulos, "Forecasting: principles
and practice", 3rd edition, chapter 5. The methods are in :mod:`.forecast_methods`.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from ..errors import InputError
from . import observations
from .forecast_methods import METHODS

LEAST_TRAINING = 8
LEAST_ERRORS = 4
MOST_ORIGINS = 24
# of fewer misses that do not overlap nobody would believe the interval, it is so wide
LEAST_DEGREES = 3
# The best of several is better than naive by luck alone now and then: it has to be clearly better.
CLEARLY_BETTER = 0.9


@dataclass(frozen=True)
class Forecast:
    """The months to come, the method that was taken, and what it was taken for.

    ``months`` has one row per month: month, forecast, low, high. ``backtest`` has one row per
    method: ``mean_absolute_error`` (money), ``against_naive`` (that error ÷ the naive one's on the same
    months; below 1 beats it), ``forecasts`` (how many past ones were compared). ``covered`` is the share
    of past months that lay within intervals made without them. ``known`` are the months that the
    forecast stands on. ``note`` is set where there is no forecast, and then both tables are empty.
    """

    months: pd.DataFrame
    backtest: pd.DataFrame
    method: str
    covered: float
    confidence: float
    known: pd.DataFrame
    note: str = ""

    @property
    def sentence(self) -> str:
        """What was done, in words."""
        if self.note:
            return self.note
        best = self.backtest.set_index("method")
        if self.method == "naive":
            tried = best["against_naive"].drop("naive").min()
            return (
                "No method was clearly better than “as last month” on the past "
                f"(the best one's error was {tried:.2f} times as large), so that is the forecast."
            )
        return (
            f"Forecast by {self.method.replace('_', ' ')}, whose error on past months was "
            f"{best.loc[self.method, 'against_naive']:.2f} times that of “as last month”."
        )

    @property
    def all_months(self) -> pd.DataFrame:
        """What was, and below it what is predicted, as a figure draws it: period, kind, value, low, high."""
        shown = self.months.rename(columns={"month": "period", "forecast": "value"})
        rows = pd.concat([self.known, shown.assign(kind="forecast")], ignore_index=True)
        if self.known.empty:
            rows.attrs["not_available"] = dict.fromkeys(rows.columns, self.note)
        return rows


def mrr_forecast(mrr: pd.Series, *, months: int = 6, confidence: float = 0.95) -> Forecast:
    """Predicts monthly recurring revenue for the next 3 to 12 months.

    Args:
        mrr: money at the end of each full month; the index holds the months in any form that pandas
            reads as a month ("2026-10"). No month may be missing, and the month in progress must
            not be there.
        months: how many to predict, 3 to 12.
        confidence: of the interval.

    Raises ``InputError`` for a missing or repeated month and for amounts that are missing or
    negative. A history too short to back-test has a ``note`` and no forecast.

    >>> mrr = pd.Series(range(100, 124), pd.period_range("2024-11", periods=24, freq="M"))
    >>> print(mrr_forecast(mrr, months=3).months[["month", "forecast"]].round(1))
         month  forecast
    0  2026-11     124.0
    1  2026-12     125.0
    2  2027-01     126.0
    """
    if months not in range(3, 13):
        raise InputError(f"months = {months} must be a whole number from 3 to 12")
    observations.between(confidence, "confidence", 0, 1)
    history = _monthly(mrr)
    known = pd.DataFrame(
        {"period": history.index.astype(str), "kind": "actual", "value": history.to_numpy()}
    )
    needed = LEAST_TRAINING + months + LEAST_ERRORS - 1
    if len(history) < needed:
        return _not_available(
            f"not available: needs at least {needed} months, there are {len(history)}", confidence,
            known,
        )  # fmt: skip
    unit = history.mean()
    if not unit:
        return _not_available("not available: there is no revenue in any month", confidence, known)
    values = history.to_numpy() / unit
    origins = range(max(LEAST_TRAINING, len(values) - months - MOST_ORIGINS + 1), len(values))
    predicted = {
        # never below 0: a falling line would take revenue there
        name: np.maximum(method(values, [*origins, len(values)], months), 0)
        for name, method in METHODS.items()
    }
    misses = {name: _misses(values, origins, ahead[:-1]) for name, ahead in predicted.items()}
    backtest = _backtest(misses, unit)
    errors = backtest.set_index("method")["mean_absolute_error"]
    best = errors.idxmin()
    method = best if errors[best] < CLEARLY_BETTER * errors["naive"] else "naive"
    middle = predicted[method][-1]
    missed = misses[method] * _growth_since(values, misses[method])
    reach = _reach(missed, confidence)
    table = pd.DataFrame(
        {
            "month": pd.period_range(history.index[-1] + 1, periods=months, freq="M").astype(str),
            "forecast": middle * unit,
            "low": np.maximum(middle - reach, 0) * unit,
            "high": (middle + reach) * unit,
        }
    )
    return Forecast(table, backtest, method, _covered(missed, confidence), confidence, known)


def _misses(values: np.ndarray, origins: range, predicted: np.ndarray) -> np.ndarray:
    """Actual less predicted: one row per past month of standing, one column per distance."""
    misses = np.full(predicted.shape, np.nan)
    for row, origin in enumerate(origins):
        actual = values[origin : origin + predicted.shape[1]]
        misses[row, : len(actual)] = actual - predicted[row, : len(actual)]
    return misses


def _growth_since(values: np.ndarray, missed: np.ndarray) -> np.ndarray:
    """By how much revenue has grown since each month of standing: misses grow along with it."""
    then = values[-len(missed) - 1 : -1]
    return (values[-1] / then if (values > 0).all() else np.ones_like(then))[:, np.newaxis]


def _backtest(misses: dict[str, np.ndarray], unit: float) -> pd.DataFrame:
    errors = {name: float(np.nanmean(np.abs(missed))) * unit for name, missed in misses.items()}
    # against a naive forecast that never missed, any miss is infinitely worse
    against = {
        name: error / errors["naive"] if errors["naive"] else (1.0 if not error else np.inf)
        for name, error in errors.items()
    }
    return pd.DataFrame(
        {
            "method": list(errors),
            "mean_absolute_error": list(errors.values()),
            "against_naive": list(against.values()),
            "forecasts": [int(np.isfinite(missed).sum()) for missed in misses.values()],
        }
    )


def _reach(missed: np.ndarray, confidence: float) -> np.ndarray:
    """Half the width of the interval per distance: Student's t × root mean squared miss.

    The further ahead the fewer the misses, and misses of months that overlap are alike: of so many
    months ahead, as many of them tell what one does. A larger distance is never taken to be surer.
    """
    count = np.isfinite(missed).sum(axis=0)
    apart = count / np.arange(1, len(count) + 1)
    degrees = np.maximum(apart, np.clip(count, 1, LEAST_DEGREES))
    size = np.sqrt(np.nanmean(missed**2, axis=0))
    return np.maximum.accumulate(stdtrit(degrees, (1 + confidence) / 2) * size)


def _covered(missed: np.ndarray, confidence: float) -> float:
    """The share of past months that lay within intervals made from the other months of standing."""
    inside = []
    for row in range(len(missed)):
        others = np.delete(missed, row, axis=0)
        known = np.isfinite(missed[row]) & np.isfinite(others).any(axis=0)
        reach = _reach(others[:, known], confidence)
        inside.append(np.abs(missed[row, known]) <= reach)
    return float(np.concatenate(inside).mean())


def _monthly(mrr: pd.Series) -> pd.Series:
    if not isinstance(mrr, pd.Series):
        raise InputError("mrr must be a pandas Series whose index holds the months")
    values = observations.numbers(mrr.to_numpy(), "mrr", at_least=0)
    months = (
        mrr.index if isinstance(mrr.index, pd.PeriodIndex) else pd.PeriodIndex(mrr.index, freq="M")
    )
    history = pd.Series(values, index=months.asfreq("M")).sort_index()
    if history.index.has_duplicates:
        repeated = history.index[history.index.duplicated()][0]
        raise InputError(
            f"mrr: the month {repeated} is there more than once; add its rows up first"
        )
    if len(history):
        every = pd.period_range(history.index[0], history.index[-1], freq="M")
        missing = every.difference(history.index)
        if len(missing):
            raise InputError(
                f"mrr: {len(missing)} months are missing (first {missing[0]}); give every month, "
                "with 0 where there was no revenue"
            )
    return history


def _not_available(note: str, confidence: float, known: pd.DataFrame) -> Forecast:
    months = pd.DataFrame(columns=["month", "forecast", "low", "high"])
    backtest = pd.DataFrame(columns=["method", "mean_absolute_error", "against_naive", "forecasts"])
    return Forecast(months, backtest, "none", float("nan"), confidence, known, note)
