"""95% intervals of means, also of skewed times and amounts."""

import csv
from collections.abc import Callable
from functools import cache
from inspect import Parameter, Signature
from pathlib import Path
from statistics import NormalDist

import numpy as np

from .intervals import share_interval
from .normal_interval import CONFIDENCE, around, like, seen, standard_error
from .numbers import Bounds, Numbers
from .ratio import ratio

# the sums of squares of times and of amounts
SKEWED = ("_seconds_square_sum", "_revenue_square_sum")
SKEWED_MEAN = Path(__file__).with_name("skewed_mean.csv")


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
    return around(value, error_of_mean(value, n, square_sum), confidence)


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
    """The 95% interval of a mean of times or amounts where a few are very large.

    The normal interval of 50 log-normal times with σ = 1.5 holds the true mean 81 times in 100. This
    one holds it 95 times: it is the mean less and plus so many standard errors as were needed among
    log-normal samples of this size that vary as much (benchmarks/skewed_mean.py), so that the arm
    above is the longer one. With growing n it becomes the normal interval, whatever the times are
    like. It never goes below 0.

    >>> low, high = skewed_mean_interval(10.0, 40, square_sum=40 * (10**2 + 12**2))
    >>> round(low, 2), round(high, 2)
    (7.39, 25.79)
    """
    standard_error = error_of_mean(value, n, square_sum)
    variation = ratio(standard_error * np.sqrt(n), value)
    below, above = skewed_arms(np.asarray(n, dtype=float), np.asarray(variation, dtype=float))
    low = np.maximum(value - below * standard_error, 0.0)
    return like(value, low), like(value, value + above * standard_error)


@cache
def _skewed_table() -> dict[int, tuple[np.ndarray, ...]]:
    """Sample size → coefficients of variation, arms below and arms above."""
    found: dict[int, list[tuple[float, float, float]]] = {}
    with SKEWED_MEAN.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            numbers = (float(row["variation"]), float(row["below"]), float(row["above"]))
            found.setdefault(int(row["n"]), []).append(numbers)
    return {n: tuple(np.array(rows).T) for n, rows in found.items()}


def skewed_arms(n: np.ndarray, variation: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
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


def error_of_mean(value: Numbers, n: Numbers, square_sum: Numbers) -> Numbers:
    """The standard error of a mean; missing where all cases are alike."""
    variance = ratio(square_sum - n * value**2, n - 1.0)
    return standard_error(seen(variance, value), n)


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
