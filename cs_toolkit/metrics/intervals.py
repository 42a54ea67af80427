"""95% intervals: how far a number would move if other customers had answered.

Each takes the value and n that the metric shows, plus the sums it needs, on numbers, arrays or
Series, and gives ``(low, high)``; NaN where there is no basis. Sums of money have none: nobody was
sampled. How often each holds the true value is measured in benchmarks/coverage.py.
"""

from statistics import NormalDist

import numpy as np

from .normal_interval import CONFIDENCE, around, like, standard_error
from .numbers import Bounds, Numbers
from .ratio import ratio

# with fewer answers than this outside the commonest of the three kinds, a variance says too little
FEW_OUTSIDE = 10


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
    """Wilson's interval of a share of money where some customers bring more than others.

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
    return like(value, np.where(known, low, np.nan)), like(value, np.where(known, high, np.nan))


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
    low, high = around(value, standard_error(p + q - (p - q) ** 2, n), confidence, 1)
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
    return like(value, low), like(value, high)


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
