"""The expected lifespan: the survival curve as far as it is observed, then a tail.

The mean time stayed so far grows with the age of the company alone: at a constant loss of 1% a
month it is 5.8 months in a company of 6 months and 11.3 in one of 12, where customers stay for 100.
What lies beyond the curve is therefore estimated: those who are still here at its end go on leaving
at the rate of the last twelve months, customers lost ÷ customer-months followed.

The interval is that of both parts together, on the log scale. The same customers stand behind the
curve and behind the rate, so each customer's influence on the sum is squared and added (the
infinitesimal jackknife of Kaplan–Meier: Reid 1981, "Influence functions for censored data", Annals
of Statistics 9(1)). Its coverage is measured in benchmarks/lifespan_coverage.py.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from scipy.special import stdtrit

from ..errors import InputError
from . import observations
from .contract_terms import contract_term, in_terms
from .observations import Values

RECENT_MONTHS = 12.0
DAYS_IN_MONTH = 365 / 12
# The curve is followed as long as so many customers are, or a tenth of them in a small company.
LEAST_FOLLOWED = 10
NAN = float("nan")
STAYS = [
    "days_paid", "has_left", "days_known", "months_paid", "on_the_day", "months_known",
    "closes_on_the_day",
]  # fmt: skip


@dataclass(frozen=True)
class ExpectedLifespan:
    """The lifespan with its interval, and what it is made of; NaN where nobody has left lately.

    ``horizon`` is the age up to which the curve is followed, ``staying`` the share that is still
    here then, ``rate`` the share of customers lost per unit of time beyond it, and ``beyond`` the
    part of the lifespan that the rate adds.
    """

    lifespan: float
    low: float
    high: float
    horizon: float
    staying: float
    rate: float
    beyond: float
    note: str = ""


def lifespan_of_stays(stays: pd.DataFrame) -> ExpectedLifespan:
    """The expected lifespan in months, by the day or by the terms in which contracts run.

    ``stays`` has one row per customer: days_paid, has_left, days_known (since the first paid day),
    and in whole months months_paid, months_known, with on_the_day and closes_on_the_day where
    these are exactly whole (for the last paid day, for the close).
    """
    stays = stays[STAYS].astype(float)
    left = stays["has_left"] == 1
    gone = stays[left]
    term = contract_term(gone["months_paid"], gone["on_the_day"]) if left.any() else 0
    if not term:
        days = stays["days_paid"], stays["days_known"]
        return expected_lifespan(days[0] / DAYS_IN_MONTH, left, days[1] / DAYS_IN_MONTH)
    came_to, known = in_terms(
        stays["months_paid"], left, stays["months_known"], stays["closes_on_the_day"], term
    )
    found = expected_lifespan(came_to, left, known, recent=RECENT_MONTHS / term)
    return replace(
        found, lifespan=found.lifespan * term, low=found.low * term, high=found.high * term,
        horizon=found.horizon * term, rate=found.rate / term, beyond=found.beyond * term,
    )  # fmt: skip


def expected_lifespan(
    durations: Values,
    left: Values,
    known: Values | None = None,
    *,
    recent: float = RECENT_MONTHS,
    confidence: float = 0.95,
) -> ExpectedLifespan:
    """The area under the survival curve up to its horizon, plus staying ÷ rate beyond it.

    Args:
        durations: time from each customer's start until leaving, or until last seen, in months.
        left: true where the customer left.
        known: time from each customer's start until today; by default everybody's own duration,
            so that the rate is that of all the time followed.
        recent: the length of the last span that the rate is taken from; without ``known`` all.

    Raises ``InputError`` for missing, negative or unequal columns, and for a customer who was seen
    after today.

    >>> months, gone = [12] * 10 + [1] * 5 + [24] * 6, [1] * 10 + [0] * 11
    >>> found = expected_lifespan(months, gone)
    >>> round(found.lifespan, 1), round(found.beyond, 1), round(found.rate, 3)
    (26.6, 10.1, 0.037)
    """
    observations.between(confidence, "confidence", 0, 1)
    durations = observations.numbers(durations, "durations", at_least=0)
    left = observations.flags(left, "left").astype(bool)
    window = np.inf if known is None else recent
    known = durations if known is None else observations.numbers(known, "known", at_least=0)
    observations.same_length(durations=durations, left=left, known=known)
    if (durations > known).any():
        raise InputError(
            f"durations: {int((durations > known).sum())} customers were seen after today (first at "
            f"row {int(np.flatnonzero(durations > known)[0])}); known must reach at least as far"
        )
    recent_from = np.maximum(known - window, 0.0)
    lately = left & (durations > recent_from)
    followed = np.maximum(durations - recent_from, 0.0)
    lost = int(lately.sum())
    rate = lost / observations.ordered_sum(followed) if followed.any() else NAN

    times, step, at_risk, leaving = _curve(durations, left)
    steps = slice(0, _last_followed(at_risk, left) + 1)
    times, at_risk, leaving = times[steps], at_risk[steps], leaving[steps]
    staying = np.cumprod(1 - leaving / at_risk)
    horizon, still_here = float(times[-1]), float(staying[-1])
    shares = np.append(1.0, staying[:-1])  # before each time, from age 0
    within = observations.ordered_sum(shares * np.diff(times, prepend=0.0))
    if still_here and not lost:
        when = "yet" if not left.any() else f"in the last {recent:g} months"
        note = f"nobody has left {when}"
        return ExpectedLifespan(NAN, NAN, NAN, horizon, still_here, rate, NAN, note)

    beyond = still_here / rate if still_here else 0.0
    lifespan = within + beyond
    influence = _of_curve(times, step, staying, at_risk, leaving, left, beyond)
    if beyond:
        influence = influence - beyond * (lately - rate * followed) / lost
    # as sure as the number of those who left allows: with few of them the normal quantile is too short
    gone = max(int(left.sum()), 2)
    deviation = float(np.sqrt(observations.ordered_sum(influence**2) * gone / (gone - 1)))
    quantile = stdtrit(gone - 1, (1 + confidence) / 2)
    reach = np.exp(quantile * deviation / lifespan) if lifespan else 1.0
    low, high = (lifespan / reach, lifespan * reach) if deviation else (NAN, NAN)
    return ExpectedLifespan(lifespan, float(low), float(high), horizon, still_here, rate, beyond)


def _curve(
    durations: np.ndarray, left: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The times at which somebody was last seen, which of them is each customer's, and the counts."""
    times, step = np.unique(durations, return_inverse=True)
    leaving = np.bincount(step, weights=left)
    at_risk = len(durations) - np.searchsorted(np.sort(durations), times, side="left")
    return times, step, at_risk, leaving


def _last_followed(at_risk: np.ndarray, left: np.ndarray) -> int:
    """The last step of the curve that enough customers stand behind; the very last if all have left."""
    if left.all():
        return len(at_risk) - 1
    least = min(LEAST_FOLLOWED, int(np.ceil(len(left) / 10)))
    return int(np.flatnonzero(at_risk >= least)[-1])


def _of_curve(
    times: np.ndarray,
    step: np.ndarray,
    staying: np.ndarray,
    at_risk: np.ndarray,
    leaving: np.ndarray,
    left: np.ndarray,
    beyond: float,
) -> np.ndarray:
    """How far each customer moves the area under the curve and what lies beyond its end."""
    areas = staying[:-1] * np.diff(times)
    after = np.append(areas[::-1].cumsum()[::-1], 0.0) + beyond
    going_on = at_risk > leaving
    weight = np.where(going_on, after / np.where(going_on, at_risk - leaving, 1), 0.0)
    expected = np.cumsum(weight * leaving / at_risk)
    inside = step < len(times)
    own = np.where(inside, weight[np.minimum(step, len(times) - 1)], 0.0)
    return expected[np.minimum(step, len(times) - 1)] - left * own
