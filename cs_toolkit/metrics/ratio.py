"""Division that knows what an empty denominator means."""

from typing import overload

import numpy as np

from .numbers import Numbers


@overload
def ratio(part: float, whole: float) -> float: ...
@overload
def ratio(part: Numbers, whole: Numbers) -> Numbers: ...
def ratio(part: Numbers, whole: Numbers) -> Numbers:
    """``part ÷ whole``, and NaN ("no basis") where ``whole`` is 0.

    Never 0, ∞ or an exception: a rate over nobody says nothing, and 0% would be a claim.
    Works on numbers, arrays and Series alike (broadcast, index kept).

    >>> ratio(1, 4), ratio(1, 0)
    (0.25, nan)
    >>> ratio(np.array([1, 2]), np.array([4, 0]))
    array([0.25,  nan])
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient = np.true_divide(part, whole)
    if np.ndim(quotient) == 0:
        return float(quotient) if np.isfinite(quotient) else float("nan")
    if hasattr(quotient, "where"):
        return quotient.where(np.isfinite(quotient))
    return np.where(np.isfinite(quotient), quotient, np.nan)
