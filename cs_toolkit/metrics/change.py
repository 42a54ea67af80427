"""Is a number another than it was, or the same with other customers asked?

A change is judged before it is coloured: beyond noise where its 95% interval leaves out 0, within
noise where it does not, not testable where there is no interval or too few cases.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .intervals import difference_interval, nps_interval
from .ratio import ratio

_NORMAL = NormalDist()
_WITHIN = _NORMAL.inv_cdf(0.975)

BEYOND_NOISE = "beyond noise"
WITHIN_NOISE = "within noise"
NOT_TESTABLE = "not testable"


@dataclass(frozen=True)
class Change:
    """A difference in the metric's unit, its 95% interval, and the p-value of no change."""

    difference: float
    low: float
    high: float
    p_value: float


NO_CHANGE_KNOWN = Change(float("nan"), float("nan"), float("nan"), float("nan"))


def judgement(change: Change) -> str:
    """What a change is worth, in words.

    >>> judgement(Change(0.12, 0.001, 0.235, 0.048)), judgement(Change(0.12, -0.01, 0.25, 0.07))
    ('beyond noise', 'within noise')
    """
    if not np.isfinite([change.difference, change.low, change.high]).all():
        return NOT_TESTABLE
    return BEYOND_NOISE if change.low > 0 or change.high < 0 else WITHIN_NOISE


def change_of_intervals(
    value: float,
    low: float,
    high: float,
    earlier: float,
    earlier_low: float,
    earlier_high: float,
) -> Change:
    """The change of any number that has an interval in both periods: shares, means, rates.

    The interval of the change is made of both intervals' arms (the method of variance recovery, Zou
    and Donner 2008; of two shares it is Newcombe's). The p-value is that of the arm towards 0. The
    two periods are taken as independent: of a level of mostly the same customers, such as a health
    score, that makes the interval too wide rather than too narrow.

    >>> change = change_of_intervals(0.82, 0.7333, 0.8830, 0.70, 0.6042, 0.7811)
    >>> round(change.difference, 2), round(change.low, 3), round(change.high, 3)
    (0.12, 0.001, 0.235)
    """
    difference = value - earlier
    below, above = difference_interval(
        difference, value, (low, high), earlier, (earlier_low, earlier_high)
    )
    arm = (difference - below) if difference > 0 else (above - difference)
    return Change(
        float(difference), float(below), float(above), _p_of(abs(difference), float(arm) / _WITHIN)
    )


def change_of_sums(difference: float, variance: float) -> Change:
    """The change of a sum, from the variance that its rows give it (``Spread``).

    A count of 40 after 20: the variance is 60, and 20 lies 2.6 standard errors from 0.

    >>> change = change_of_sums(20, 60)
    >>> round(change.low, 1), round(change.high, 1), round(change.p_value, 3)
    (4.8, 35.2, 0.01)
    """
    error = float(np.sqrt(variance))
    reach = _WITHIN * error
    return Change(
        float(difference), float(difference - reach), float(difference + reach),
        _p_of(abs(difference), error),
    )  # fmt: skip


def _p_of(distance: float, error: float) -> float:
    """The two-sided p-value of a distance from 0; NaN without an error to measure it by."""
    if not np.isfinite(distance) or not np.isfinite(error):
        return float("nan")
    if not error > 0:
        return 1.0 if distance == 0 else 0.0
    return 2 * _NORMAL.cdf(-distance / error)


class _Score(NamedTuple):
    """A net promoter score in points, its interval and its variance, and the answers behind it."""

    promoters: float
    detractors: float
    responses: float
    value: float
    low: float
    high: float
    variance: float


def nps_change(
    promoters: float,
    detractors: float,
    responses: float,
    earlier_promoters: float,
    earlier_detractors: float,
    earlier_responses: float,
) -> Change:
    """The change of a net promoter score in points between two samples of different people.

    Its variance is that of both scores together; the interval is made of the two scores' own, so
    that answers all alike do not pass for certain. Where one side's are all alike, the test takes
    the spread of all answers; where both sides' are, there is none. NaN without answers on a side.

    >>> change = nps_change(50, 20, 100, 40, 25, 100)
    >>> round(change.difference, 1), round(change.low, 1), round(change.high, 1)
    (15.0, -6.8, 36.8)
    >>> round(change.p_value, 2)
    0.18
    """
    now = _score(promoters, detractors, responses)
    earlier = _score(earlier_promoters, earlier_detractors, earlier_responses)
    difference = now.value - earlier.value
    below = np.hypot(now.value - now.low, earlier.high - earlier.value)
    above = np.hypot(now.high - now.value, earlier.value - earlier.low)
    return Change(
        float(difference), float(difference - below), float(difference + above),
        _p_value(difference, now, earlier),
    )  # fmt: skip


def share_change(part: float, whole: float, earlier_part: float, earlier_whole: float) -> Change:
    """The change of a share between two samples of different people.

    The interval is Newcombe's, made of the two Wilson intervals; the test is that of the pooled
    share. At the edge of 5% they may differ.

    >>> change = share_change(82, 100, 70, 100)
    >>> round(change.difference, 2), round(change.low, 3), round(change.high, 3)
    (0.12, 0.001, 0.235)
    """
    # Imported here: it takes longer to load than every formula of the kit together.
    from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

    difference = ratio(part, whole) - ratio(earlier_part, earlier_whole)
    if np.isnan(difference):
        return Change(difference, difference, difference, difference)
    low, high = confint_proportions_2indep(
        part, whole, earlier_part, earlier_whole, compare="diff", method="newcomb"
    )
    p_value = 1.0
    if difference != 0:
        p_value = float(proportions_ztest([part, earlier_part], [whole, earlier_whole])[1])
    return Change(difference, float(low), float(high), p_value)


def corrected_for_many(p_values: ArrayLike) -> np.ndarray:
    """Holm's correction: of twenty segments one will seem to change by chance, uncorrected.

    >>> corrected_for_many([0.01, 0.04, 0.5])
    array([0.03, 0.08, 0.5 ])
    """
    # by hand: statsmodels' multipletests collects the garbage of the whole process at every call
    found = np.asarray(p_values, dtype=float)
    known = np.flatnonzero(np.isfinite(found))
    order = known[np.argsort(found[known], kind="stable")]
    times = np.arange(len(order), 0, -1)
    corrected = np.full(len(found), np.nan)
    corrected[order] = np.minimum(np.maximum.accumulate(found[order] * times), 1.0)
    return corrected


def many_in_words(judgements: Iterable[str], p_values: Iterable[float]) -> str:
    """The caveat of many comparisons: how many would lie beyond noise by chance alone.

    >>> many_in_words(["beyond noise"] * 3 + ["within noise"] * 37, [0.0001, 0.03, 0.04] + [0.5] * 37)
    "40 changes were tested: by chance alone about 2 of them would lie beyond noise. 3 do, and 1 of these still after Holm's correction for many comparisons."
    """
    tested = [
        (word, p)
        for word, p in zip(judgements, p_values, strict=True)
        if word and word != NOT_TESTABLE
    ]
    if not tested:
        return ""
    beyond = sum(word == BEYOND_NOISE for word, _ in tested)
    kept = int((corrected_for_many([p for _, p in tested]) < 0.05).sum())
    chance = max(round(len(tested) / 20), 1)
    does = f"{beyond} do" if beyond != 1 else "1 does"
    after = (
        f", and {kept} of these still after Holm's correction for many comparisons"
        if beyond
        else ""
    )
    return (
        f"{len(tested)} changes were tested: by chance alone about {chance} of them would lie beyond "
        f"noise. {does}{after}."
    )


def _score(promoters: float, detractors: float, responses: float) -> _Score:
    p, d = ratio(promoters, responses), ratio(detractors, responses)
    value = 100 * (p - d)
    variance = 100**2 * ratio(p + d - (p - d) ** 2, responses)
    low, high = nps_interval(value, responses, promoters, detractors)
    return _Score(promoters, detractors, responses, value, float(low), float(high), variance)


def _p_value(difference: float, now: _Score, earlier: _Score) -> float:
    variance = now.variance + earlier.variance
    if variance > 0 and not min(now.variance, earlier.variance) > 0:
        # a side that answered alike seems certain: if nothing changed, its spread is everybody's
        together = _score(*(x + y for x, y in zip(now[:3], earlier[:3], strict=True)))
        sizes = together.responses / now.responses + together.responses / earlier.responses
        variance = together.variance * sizes
    if not variance > 0:  # everybody answered alike, twice: without spread there is no test
        return 1.0 if difference == 0 else float("nan")
    return 2 * _NORMAL.cdf(-abs(difference / np.sqrt(variance)))
