"""95% intervals: how far a number would move if other customers had answered.

Each takes the value and n that the metric shows, plus the sums it needs, on numbers, arrays or
Series, and gives ``(low, high)``; NaN where there is no basis. Sums of money have none: nobody was
sampled. How often each holds the true value is measured in benchmarks/coverage.py.
"""

import csv
from collections.abc import Callable
from functools import cache
from inspect import Parameter, Signature
from pathlib import Path
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from .numbers import Bounds, Numbers
from .ratio import ratio

if TYPE_CHECKING:
    import pandas as pd

CONFIDENCE = 0.95
SKEWED_MEAN = Path(__file__).with_name("skewed_mean.csv")
# the sums of squares of times and of amounts
SKEWED = ("_seconds_square_sum", "_revenue_square_sum")
# with fewer answers than this outside the commonest of the three kinds, a variance says too little
FEW_OUTSIDE = 10
# a variance below this share of the square of the mean is what rounding leaves of 0
SAME = 1e-12


def wilson_interval(value: Numbers, n: Numbers, *, confidence: float = CONFIDENCE) -> Bounds:
    """The Wilson score interval of a share ``value`` of ``n`` cases; never leaves 0…1.

    >>> low, high = wilson_interval(0.9, 100)
    >>> round(low, 4), round(high, 4)
    (0.8256, 0.9448)
    """
    cases = np.asarray(n, dtype=float)
    return _wilson(value, cases, np.round(np.asarray(value, dtype=float) * cases), confidence)


def weighted_share_interval(
    value: Numbers, total: Numbers, square_sum: Numbers, *, confidence: float = CONFIDENCE
) -> Bounds:
    """Wilson's interval of a share of money, of which some customers bring more than others.

    Revenue of Σx in amounts of Σx² tells as much as (Σx)² ÷ Σx² customers of equal size (Kish).

    >>> low, high = weighted_share_interval(0.1, total=1_000, square_sum=100 * 10**2)  # 100 alike
    >>> round(low, 4), round(high, 4)
    (0.0552, 0.1744)
    """
    return share_interval(value, ratio(total**2, square_sum), confidence=confidence)


def share_interval(value: Numbers, cases: Numbers, *, confidence: float = CONFIDENCE) -> Bounds:
    """Wilson's interval of a share that is worth so many cases, which need not be whole.

    >>> low, high = share_interval(0.1, 100.0)
    >>> round(low, 4), round(high, 4)
    (0.0552, 0.1744)
    """
    cases = np.asarray(cases, dtype=float)
    return _wilson(value, cases, np.asarray(value, dtype=float) * cases, confidence)


def _wilson(value: Numbers, cases: Numbers, counts: Numbers, confidence: float) -> Bounds:
    shares = np.asarray(value, dtype=float)
    known = (cases > 0) & np.isfinite(shares)
    cases, counts = np.where(known, cases, 1.0), np.where(known, counts, 0.0)
    shares = np.where(known, shares, 0.0)
    # as statsmodels' proportion_confint, which takes longer to load than a month to measure
    z, share = NormalDist().inv_cdf((1 + confidence) / 2), counts / cases
    middle = share + z**2 / (2 * cases)
    half = z * np.sqrt(share * (1 - share) / cases + z**2 / (4 * cases**2))
    low, high = (np.clip((middle + way * half) / (1 + z**2 / cases), 0, 1) for way in (-1, 1))
    # exactly: rounding would leave 1.4e-17 above none, and as little below all
    low = np.where(shares == 0, 0.0, np.clip(low, 0.0, shares))
    high = np.where(shares == 1, 1.0, np.clip(high, shares, 1.0))
    return _like(value, np.where(known, low, np.nan)), _like(value, np.where(known, high, np.nan))


def net_share_interval(
    value: Numbers,
    n: Numbers,
    positive: Numbers,
    negative: Numbers,
    *,
    confidence: float = CONFIDENCE,
) -> Bounds:
    """The interval of a share less another share of the same answers, −1…1.

    One answer's variance is p + q − (p − q)², where p and q are the two shares. Where nearly all
    answers are of one kind, that says nothing of how few they are: there the interval is made of
    the two shares' own Wilson intervals and their correlation (Newcombe 1998, method 10), and where
    all are of one kind, it is Wilson's of the share that they all belong to.

    >>> low, high = net_share_interval(0.3, 100, positive=50, negative=20)
    >>> round(low, 4), round(high, 4)
    (0.1469, 0.4531)
    >>> low, high = net_share_interval(1.0, 5, positive=5, negative=0)
    >>> round(low, 4), round(high, 4)
    (0.5655, 1.0)
    """
    p, q = ratio(positive, n), ratio(negative, n)
    low, high = _around(value, _standard_error(p + q - (p - q) ** 2, n), confidence, 1)
    commonest = np.maximum(np.maximum(positive, negative), n - positive - negative)
    few = np.asarray(n - commonest < FEW_OUTSIDE) & (np.asarray(n) > 0)
    if few.any():
        p_low, p_high = wilson_interval(p, n, confidence=confidence)
        q_low, q_high = wilson_interval(q, n, confidence=confidence)
        alike = -np.sqrt(np.maximum(ratio(p * q, (1 - p) * (1 - q)), 0.0))
        alike = np.where(np.isfinite(alike), alike, 0.0)
        below = _combined(p - p_low, q_high - q, alike)
        above = _combined(p_high - p, q - q_low, alike)
        low = np.where(few, np.maximum(value - below, -1.0), low)
        high = np.where(few, np.minimum(value + above, 1.0), high)
        # how far a share of 0 or of all may be from what it seems, of so many answers
        away = wilson_interval(0 * p, n, confidence=confidence)[1]
        liked, disliked = few & (positive == n), few & (negative == n)
        neither = few & (positive + negative == 0)
        low = np.select([liked, disliked, neither], [1 - away, -1, -away], low)
        high = np.select([liked, disliked, neither], [1, away - 1, away], high)
    return _like(value, low), _like(value, high)


def _combined(first: Numbers, second: Numbers, correlation: Numbers) -> Numbers:
    """The arm of a difference, from an arm of either side (the method of variance recovery)."""
    return np.sqrt(np.maximum(first**2 + second**2 - 2 * correlation * first * second, 0.0))


def nps_interval(
    value: Numbers,
    n: Numbers,
    promoters: Numbers,
    detractors: Numbers,
    *,
    confidence: float = CONFIDENCE,
) -> Bounds:
    """The interval of a net promoter score, in points.

    >>> low, high = nps_interval(30.0, 100, promoters=50, detractors=20)
    >>> round(low, 2), round(high, 2)
    (14.69, 45.31)
    """
    low, high = net_share_interval(value / 100, n, promoters, detractors, confidence=confidence)
    return 100 * low, 100 * high


def mean_interval(
    value: Numbers, n: Numbers, square_sum: Numbers, *, confidence: float = CONFIDENCE
) -> Bounds:
    """The normal interval of a mean, from the sum of squares; needs two cases or more.

    For ratings and scores, whose scale has two ends. Times and amounts are skewed: they have
    ``skewed_mean_interval``. Cases that are all alike show no spread, and have no interval here;
    where the ends of the scale are known, ``alike_interval`` gives one.

    >>> low, high = mean_interval(2.0, 4, square_sum=1 + 1 + 9 + 9)
    >>> round(low, 3), round(high, 3)
    (0.868, 3.132)
    """
    return _around(value, _error_of_mean(value, n, square_sum), confidence)


def alike_interval(
    value: Numbers, n: Numbers, lowest: Numbers, highest: Numbers, *, confidence: float = CONFIDENCE
) -> Bounds:
    """The interval of a mean of scores that are all alike, on a scale from ``lowest`` to ``highest``.

    Three answers of 9 do not make the mean certain: as many as Wilson's interval of none among
    ``n`` allows may answer otherwise, and be at either end of the scale.

    >>> low, high = alike_interval(9.0, 3, 0, 10)
    >>> round(low, 2), round(high, 2)
    (3.95, 9.56)
    """
    others = share_interval(0 * value, n, confidence=confidence)[1]
    return value - others * (value - lowest), value + others * (highest - value)


def skewed_mean_interval(value: Numbers, n: Numbers, square_sum: Numbers) -> Bounds:
    """The 95% interval of a mean of times or amounts, of which a few are very large.

    The normal interval of 50 log-normal times with σ = 1.5 holds the true mean 81 times in 100. This
    one holds it 95 times: it is the mean less and plus so many standard errors as were needed among
    log-normal samples of this size that vary as much (benchmarks/skewed_mean.py), so that the arm
    above is the longer one. With growing n it becomes the normal interval, whatever the times are
    like. It never goes below 0.

    >>> low, high = skewed_mean_interval(10.0, 40, square_sum=40 * (10**2 + 12**2))
    >>> round(low, 2), round(high, 2)
    (7.39, 25.79)
    """
    standard_error = _error_of_mean(value, n, square_sum)
    variation = ratio(standard_error * np.sqrt(n), value)
    below, above = _skewed_arms(np.asarray(n, dtype=float), np.asarray(variation, dtype=float))
    low = np.maximum(value - below * standard_error, 0.0)
    return _like(value, low), _like(value, value + above * standard_error)


@cache
def _skewed_table() -> dict[int, tuple[np.ndarray, ...]]:
    """Sample size → coefficients of variation, arms below and arms above."""
    found: dict[int, list[tuple[float, float, float]]] = {}
    with SKEWED_MEAN.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            numbers = (float(row["variation"]), float(row["below"]), float(row["above"]))
            found.setdefault(int(row["n"]), []).append(numbers)
    return {n: tuple(np.array(rows).T) for n, rows in found.items()}


def _skewed_arms(n: np.ndarray, variation: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The arms in standard errors: linear in the variation and in 1 ÷ √n, normal at infinity."""
    sizes = np.array([*_skewed_table(), np.inf])
    shape = np.broadcast_shapes(n.shape, variation.shape)
    n = np.broadcast_to(n, shape).ravel()
    cv = np.nan_to_num(np.broadcast_to(variation, shape).ravel())
    place = np.clip(np.searchsorted(sizes, n, side="right") - 1, 0, len(sizes) - 2)
    smaller, larger = sizes[place], sizes[place + 1]
    steps = 1 / np.sqrt(smaller) - 1 / np.sqrt(larger)
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = np.clip((1 / np.sqrt(smaller) - 1 / np.sqrt(n)) / steps, 0, 1)
    normal = np.full(len(n), NormalDist().inv_cdf((1 + CONFIDENCE) / 2))
    arms = []
    for which in (1, 2):
        each_size = [np.interp(cv, one[0], one[which]) for one in _skewed_table().values()]
        curves = np.array([*each_size, normal])
        each = np.arange(len(n))
        arm = curves[place, each] * (1 - weight) + curves[place + 1, each] * weight
        arms.append(arm.reshape(shape))
    return arms[0], arms[1]


def _error_of_mean(value: Numbers, n: Numbers, square_sum: Numbers) -> Numbers:
    """The standard error of a mean; missing where all cases are alike."""
    variance = ratio(square_sum - n * value**2, n - 1.0)
    return _standard_error(_seen(variance, value), n)


def _error_of_ratio(
    value: Numbers, x_sum: Numbers, y_sum: Numbers, x_square_sum: Numbers, y_square_sum: Numbers,
    xy_sum: Numbers, n: Numbers,
) -> Numbers:  # fmt: skip
    """The delta method's standard error of Σx ÷ Σy; missing where all units have the same x ÷ y."""
    residual_square_sum = x_square_sum - 2 * value * xy_sum + value**2 * y_square_sum
    variance = _seen(ratio(residual_square_sum, n - 1.0), ratio(x_sum, n))
    return _standard_error(variance, n) / np.abs(ratio(y_sum, n))


def _seen(variance: Numbers, value: Numbers) -> Numbers:
    """The variance where cases differ; of cases that are all alike it says nothing, and is missing.

    What rounding leaves of a variance of 0 is taken for 0.
    """
    return np.where(variance > SAME * np.square(value), variance, np.nan)


def mean_interval_from(square_sum: str) -> Callable:
    """The interval function of a mean whose sum of squares is the measure of that name.

    Means of times and of money are skewed; means of scores are not.

    >>> str(mean_interval_from("handle_seconds_square_sum").__signature__)
    '(value, n, handle_seconds_square_sum)'
    """
    interval = skewed_mean_interval if square_sum.endswith(SKEWED) else mean_interval

    def bound(value: Numbers, n: Numbers, squares: Numbers) -> Bounds:
        return interval(value, n, squares)

    names = ("value", "n", square_sum)  # a variant finds an interval's sums by these names
    made = Signature([Parameter(name, Parameter.POSITIONAL_OR_KEYWORD) for name in names])
    bound.__signature__ = made  # type: ignore[attr-defined]  # inspect reads it
    return bound


def ratio_of_sums_interval(
    x_sum: Numbers,
    y_sum: Numbers,
    x_square_sum: Numbers,
    y_square_sum: Numbers,
    xy_sum: Numbers,
    n: Numbers,
    *,
    confidence: float = CONFIDENCE,
) -> Bounds:
    """The delta-method interval of Σx ÷ Σy over ``n`` units (customers, calls), paired sums given.

    Units that all have the same x ÷ y show no spread, and have no interval.

    Right where the denominator varies too, as revenue over orders of the same customers does.

    >>> low, high = ratio_of_sums_interval(6, 3, 14, 3, 6, 3)  # y is 1 each time: the mean of 1, 2, 3
    >>> round(low, 3), round(high, 3)
    (0.868, 3.132)
    """
    value = ratio(x_sum, y_sum)
    standard_error = _error_of_ratio(value, x_sum, y_sum, x_square_sum, y_square_sum, xy_sum, n)
    return _around(value, standard_error, confidence)


def skewed_ratio_interval(
    x_sum: Numbers,
    y_sum: Numbers,
    x_square_sum: Numbers,
    y_square_sum: Numbers,
    xy_sum: Numbers,
    n: Numbers,
) -> Bounds:
    """The 95% interval of Σx ÷ Σy over ``n`` units where a few of them bring very large amounts.

    The delta method's error with the arms of :func:`skewed_mean_interval`: of 100 customers whose fees
    are log-normal with σ = 1.5 the normal interval of revenue an account holds the true one 84 times in
    100, this one 95 times.

    >>> low, high = skewed_ratio_interval(6_000, 40, 2_000_000, 40, 6_000, 40)
    >>> round(low, 1), round(high, 1)
    (112.9, 334.2)
    """
    value = ratio(x_sum, y_sum)
    standard_error = _error_of_ratio(value, x_sum, y_sum, x_square_sum, y_square_sum, xy_sum, n)
    variation = ratio(standard_error * np.sqrt(n), value)
    below, above = _skewed_arms(np.asarray(n, dtype=float), np.asarray(variation, dtype=float))
    low = value - below * standard_error
    return _like(value, low), _like(value, value + above * standard_error)


def gain_interval(
    value: Numbers,
    total: Numbers,
    square_sum: Numbers,
    gain_square_sum: Numbers,
    product_sum: Numbers,
) -> Bounds:
    """The interval of Σ gains ÷ Σ amounts of the same customers, of whom most gain nothing.

    The gains are a weighted sum of rare events: the gamma interval of Fay and Feuer (1997). What may
    have been missed lies between a gain like those that were seen (Σg² ÷ Σg) and, where that is
    more, one of the same rate by a customer as large as where most revenue comes from (Σg² ÷ Σgx
    times Σx² ÷ Σx): their geometric mean, which benchmarks/coverage.py shows to hold.
    Where nobody gained, it goes up to where Wilson's interval of none does.

    >>> low, high = gain_interval(0.02, 1_000, 10_000, gain_square_sum=80, product_sum=200)
    >>> round(low, 4), round(high, 4)
    (0.0065, 0.0467)
    """
    from scipy.special import (
        gammaincinv,
    )  # imported here: it takes longer to load than every formula

    gains = np.asarray(value * total, dtype=float)
    squares = np.asarray(gain_square_sum, dtype=float)
    some = gains > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        of_the_large = squares / np.asarray(product_sum, dtype=float) * ratio(square_sum, total)
        seen = squares / gains
        typical = np.where(some, np.sqrt(seen * np.fmax(seen, of_the_large)), np.nan)
        squares = typical * gains
        low = gammaincinv(gains / typical, (1 - CONFIDENCE) / 2) * typical
        more, more_squares = gains + typical, squares + typical**2
        size = more_squares / more
        high = gammaincinv(more / size, (1 + CONFIDENCE) / 2) * size
    most = weighted_share_interval(0 * value, total, square_sum)[1]
    low = np.where(some, ratio(low, total), 0 * value)
    high = np.where(some, ratio(high, total), most)
    return _like(value, low), _like(value, high)


def difference_interval(
    value: Numbers, first: Numbers, first_bounds: Bounds, second: Numbers, second_bounds: Bounds
) -> Bounds:
    """The interval of ``value``, first − second, from those of two parts that vary independently.

    The method of variance recovery (Zou and Donner 2008); Newcombe's interval is the case of two
    shares with Wilson's.

    >>> low, high = difference_interval(0.12, 0.82, (0.733, 0.883), 0.7, (0.604, 0.781))
    >>> round(float(low), 3), round(float(high), 3)
    (0.001, 0.235)
    """
    below = np.hypot(first - first_bounds[0], second_bounds[1] - second)
    above = np.hypot(first_bounds[1] - first, second - second_bounds[0])
    return value - below, value + above


def _standard_error(variance: Numbers, n: Numbers) -> Numbers:
    # Rounding can take a variance of 0 a hair below it.
    return np.sqrt(np.maximum(ratio(variance, n), 0.0))


def _around(
    value: Numbers, standard_error: Numbers, confidence: float, limit: float = np.inf
) -> Bounds:
    half = NormalDist().inv_cdf((1 + confidence) / 2) * standard_error
    low, high = np.maximum(value - half, -limit), np.minimum(value + half, limit)
    return (float(low), float(high)) if np.ndim(low) == 0 else (low, high)


def _like(value: Numbers, result: Numbers) -> Numbers:
    if hasattr(value, "index") and hasattr(value, "to_numpy"):
        series: type[pd.Series] = type(value)
        return series(result, index=value.index)
    return float(result) if np.ndim(result) == 0 else result
