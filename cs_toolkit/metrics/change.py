"""Is this period's survey number another than the last one's, or the same with other people asked?"""

from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from .intervals import nps_interval
from .ratio import ratio

_NORMAL = NormalDist()


@dataclass(frozen=True)
class Change:
    """A difference in the metric's unit, its 95% interval, and the p-value of no change."""

    difference: float
    low: float
    high: float
    p_value: float


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
    promoters, detractors, responses, earlier_promoters, earlier_detractors, earlier_responses
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


def share_change(part, whole, earlier_part, earlier_whole) -> Change:
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


def corrected_for_many(p_values) -> np.ndarray:
    """Holm's correction: of twenty segments one will seem to change by chance, uncorrected.

    >>> corrected_for_many([0.01, 0.04, 0.5])
    array([0.03, 0.08, 0.5 ])
    """
    from statsmodels.stats.multitest import multipletests

    p_values = np.asarray(p_values, dtype=float)
    known = np.isfinite(p_values)
    corrected = np.full(len(p_values), np.nan)
    if known.any():
        corrected[known] = multipletests(p_values[known], method="holm")[1]
    return corrected


def _score(promoters, detractors, responses) -> _Score:
    p, d = ratio(promoters, responses), ratio(detractors, responses)
    value = 100 * (p - d)
    variance = 100**2 * ratio(p + d - (p - d) ** 2, responses)
    interval = nps_interval(value, responses, promoters, detractors)
    return _Score(promoters, detractors, responses, value, *interval, variance)


def _p_value(difference, now: _Score, earlier: _Score) -> float:
    variance = now.variance + earlier.variance
    if variance > 0 and not min(now.variance, earlier.variance) > 0:
        # a side that answered alike seems certain: if nothing changed, its spread is everybody's
        together = _score(*(x + y for x, y in zip(now[:3], earlier[:3], strict=True)))
        sizes = together.responses / now.responses + together.responses / earlier.responses
        variance = together.variance * sizes
    if not variance > 0:  # everybody answered alike, twice: without spread there is no test
        return 1.0 if difference == 0 else float("nan")
    return 2 * _NORMAL.cdf(-abs(difference / np.sqrt(variance)))
