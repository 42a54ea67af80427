"""What intervals have in common: the 95%, and so many standard errors on both sides."""

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from .numbers import Bounds, Numbers
from .ratio import ratio

if TYPE_CHECKING:
    import pandas as pd

CONFIDENCE = 0.95
# a variance below this share of the square of the mean is what rounding leaves of 0
SAME = 1e-12


def seen(variance: Numbers, value: Numbers) -> Numbers:
    """The variance where cases differ; of cases that are all alike it says nothing, and is missing.

    What rounding leaves of a variance of 0 is taken for 0.
    """
    return np.where(variance > SAME * np.square(value), variance, np.nan)


def standard_error(variance: Numbers, n: Numbers) -> Numbers:
    """The standard error of a mean, from the variance of its values."""
    # Rounding can take a variance of 0 a hair below it.
    return np.sqrt(np.maximum(ratio(variance, n), 0.0))


def around(
    value: Numbers, standard_error: Numbers, confidence: float, limit: float = np.inf
) -> Bounds:
    """The interval around a value, no wider than a limit on each side."""
    half = NormalDist().inv_cdf((1 + confidence) / 2) * standard_error
    low, high = np.maximum(value - half, -limit), np.minimum(value + half, limit)
    return (float(low), float(high)) if np.ndim(low) == 0 else (low, high)


def like(value: Numbers, result: Numbers) -> Numbers:
    """A result in the form of the value: a number, an array, or a Series with its index."""
    if hasattr(value, "index") and hasattr(value, "to_numpy"):
        series: type[pd.Series] = type(value)
        return series(result, index=value.index)
    return float(result) if np.ndim(result) == 0 else result
