"""95% intervals: how far a number would move if other customers had answered.

Each takes the value and n that the metric shows, plus the sums it needs, on numbers, arrays or
Series, and gives ``(low, high)``; NaN where there is no basis. Sums of money have none: nobody was
sampled.
"""

from collections.abc import Callable
from inspect import Parameter, Signature
from statistics import NormalDist

import numpy as np

from .ratio import ratio

CONFIDENCE = 0.95


def wilson_interval(value, n, *, confidence=CONFIDENCE):
    """The Wilson score interval of a share ``value`` of ``n`` cases; never leaves 0…1.

    >>> low, high = wilson_interval(0.9, 100)
    >>> round(low, 4), round(high, 4)
    (0.8256, 0.9448)
    """
    # Imported here: it takes longer to load than every formula of the kit together.
    from statsmodels.stats.proportion import proportion_confint

    cases = np.asarray(n, dtype=float)
    shares = np.asarray(value, dtype=float)
    known = (cases > 0) & np.isfinite(shares)
    cases, shares = np.where(known, cases, 1.0), np.where(known, shares, 0.0)
    low, high = proportion_confint(
        np.round(shares * cases), cases, alpha=1 - confidence, method="wilson"
    )
    return _like(value, np.where(known, low, np.nan)), _like(value, np.where(known, high, np.nan))


def net_share_interval(value, n, positive, negative, *, confidence=CONFIDENCE):
    """The interval of a share less another share of the same answers, −1…1.

    One answer's variance is p + q − (p − q)², where p and q are the two shares. Where all answers
    are alike it is 0, which says nothing of how few they are; there Wilson's interval of the share
    that they all belong to is taken.

    >>> low, high = net_share_interval(0.3, 100, positive=50, negative=20)
    >>> round(low, 4), round(high, 4)
    (0.1469, 0.4531)
    >>> low, high = net_share_interval(1.0, 5, positive=5, negative=0)
    >>> round(low, 4), round(high, 4)
    (0.5655, 1.0)
    """
    p, q = ratio(positive, n), ratio(negative, n)
    low, high = _around(value, _standard_error(p + q - (p - q) ** 2, n), confidence, 1)
    # how far a share of 0 or of all may be from what it seems, of so many answers
    away = wilson_interval(0 * p, n, confidence=confidence)[1]
    some = np.asarray(n) > 0
    liked, disliked = some & (positive == n), some & (negative == n)
    neither = some & (positive + negative == 0)
    low = np.select([liked, disliked, neither], [1 - away, -1, -away], low)
    high = np.select([liked, disliked, neither], [1, away - 1, away], high)
    return _like(value, low), _like(value, high)


def nps_interval(value, n, promoters, detractors, *, confidence=CONFIDENCE):
    """The interval of a net promoter score, in points.

    >>> low, high = nps_interval(30.0, 100, promoters=50, detractors=20)
    >>> round(low, 2), round(high, 2)
    (14.69, 45.31)
    """
    low, high = net_share_interval(value / 100, n, promoters, detractors, confidence=confidence)
    return 100 * low, 100 * high


def mean_interval(value, n, square_sum, *, confidence=CONFIDENCE):
    """The normal interval of a mean, from the sum of squares; needs two cases or more.

    >>> low, high = mean_interval(2.0, 4, square_sum=1 + 1 + 9 + 9)
    >>> round(low, 3), round(high, 3)
    (0.868, 3.132)
    """
    variance = ratio(square_sum - n * value**2, n - 1.0)
    return _around(value, _standard_error(variance, n), confidence)


def mean_interval_from(square_sum: str) -> Callable:
    """The interval function of a mean whose sum of squares is the measure of that name.

    That of a mean of times ends at 0: nothing takes less than no time.

    >>> str(mean_interval_from("handle_seconds_square_sum").__signature__)
    '(value, n, handle_seconds_square_sum)'
    >>> low, high = mean_interval_from("wait_seconds_square_sum")(1.0, 3, 9.0)
    >>> float(low), round(float(high), 3)
    (0.0, 2.96)
    """

    def interval(value, n, squares):
        low, high = mean_interval(value, n, squares)
        return (np.maximum(low, 0.0) if is_a_time else low), high

    is_a_time = square_sum.endswith("_seconds_square_sum")

    names = ("value", "n", square_sum)  # a variant finds an interval's sums by these names
    interval.__signature__ = Signature(
        [Parameter(name, Parameter.POSITIONAL_OR_KEYWORD) for name in names]
    )
    return interval


def ratio_of_sums_interval(
    x_sum, y_sum, x_square_sum, y_square_sum, xy_sum, n, *, confidence=CONFIDENCE
):
    """The delta-method interval of Σx ÷ Σy over ``n`` units (customers, calls), paired sums given.

    Right where the denominator varies too, as revenue over orders of the same customers does.

    >>> low, high = ratio_of_sums_interval(6, 3, 14, 3, 6, 3)  # y is 1 each time: the mean of 1, 2, 3
    >>> round(low, 3), round(high, 3)
    (0.868, 3.132)
    """
    value = ratio(x_sum, y_sum)
    residual_square_sum = x_square_sum - 2 * value * xy_sum + value**2 * y_square_sum
    variance = ratio(residual_square_sum, n - 1.0)
    standard_error = _standard_error(variance, n) / np.abs(ratio(y_sum, n))
    return _around(value, standard_error, confidence)


def _standard_error(variance, n):
    # Rounding can take a variance of 0 a hair below it.
    return np.sqrt(np.maximum(ratio(variance, n), 0.0))


def _around(value, standard_error, confidence, limit=np.inf):
    half = NormalDist().inv_cdf((1 + confidence) / 2) * standard_error
    low, high = np.maximum(value - half, -limit), np.minimum(value + half, limit)
    return (float(low), float(high)) if np.ndim(low) == 0 else (low, high)


def _like(value, result):
    if hasattr(value, "index") and hasattr(value, "to_numpy"):
        return type(value)(result, index=value.index)
    return float(result) if np.ndim(result) == 0 else result
