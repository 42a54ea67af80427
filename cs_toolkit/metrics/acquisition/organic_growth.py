"""Organic growth over several cycles: the viral coefficient pooled, and the mean growth."""

import numpy as np
from numpy.typing import ArrayLike

from ..ratio import ratio


def pooled_viral_coefficient(customers: ArrayLike, converted: ArrayLike) -> float:
    """One k for several cycles: Σ converted invitations ÷ Σ customers at the cycles' starts.

    A ratio of sums: the mean of the cycles' k would let a cycle of three customers count like one
    of three thousand.

    >>> pooled_viral_coefficient(customers=[100, 300], converted=[50, 30])
    0.2
    """
    return ratio(float(np.sum(converted)), float(np.sum(customers)))


def mean_organic_growth(viral_coefficients: ArrayLike) -> float:
    """The growth per cycle that gives the same end: (Π(1 + kᵢ))^(1 ÷ n) − 1.

    NaN where a cycle has no basis: leave such cycles out on purpose or not at all.

    >>> round(mean_organic_growth([0.5, 0.1, 0.2]), 4)
    0.2557
    """
    factors = 1 + np.asarray(viral_coefficients, dtype=float)
    return float(np.prod(factors) ** (1 / len(factors)) - 1) if len(factors) else float("nan")
