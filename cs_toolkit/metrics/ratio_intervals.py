"""95% intervals of ratios of sums, and of what differs between two of them."""

import numpy as np

from .intervals import weighted_share_interval
from .mean_intervals import skewed_arms
from .normal_interval import CONFIDENCE, around, like, seen, standard_error
from .numbers import Bounds, Numbers
from .ratio import ratio


def _error_of_ratio(
    value: Numbers, x_sum: Numbers, y_sum: Numbers, x_square_sum: Numbers, y_square_sum: Numbers,
    xy_sum: Numbers, n: Numbers,
) -> Numbers:  # fmt: skip
    """The delta method's standard error of Σx ÷ Σy; missing where all units have the same x ÷ y."""
    residual_square_sum = x_square_sum - 2 * value * xy_sum + value**2 * y_square_sum
    variance = seen(ratio(residual_square_sum, n - 1.0), ratio(x_sum, n))
    return standard_error(variance, n) / np.abs(ratio(y_sum, n))


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
    return around(value, standard_error, confidence)


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
    below, above = skewed_arms(np.asarray(n, dtype=float), np.asarray(variation, dtype=float))
    low = value - below * standard_error
    return like(value, low), like(value, value + above * standard_error)


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
    # imported here: it takes longer to load than every formula
    from scipy.special import gammaincinv

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
    return like(value, low), like(value, high)
