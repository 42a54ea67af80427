"""Finds the parameters under which the data are likeliest, the same on every run."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.optimize import OptimizeResult, minimize
from threadpoolctl import threadpool_limits

PRECISION = 1e-13


def likeliest(
    loss: Callable[[np.ndarray], float | tuple[float, np.ndarray]],
    starts: Sequence[Sequence[float]],
    bounds: Sequence[tuple[float, float]],
    *,
    with_slope: bool = False,
) -> OptimizeResult:
    """The lowest minimum of ``loss`` that is found from several starts, within the bounds.

    ``with_slope`` says that the loss comes with its gradient, which is faster and more exact.

    >>> likeliest(lambda x: (x[0] - 2) ** 2, [[0.0], [5.0]], [(-9, 9)]).x.round(4)
    array([2.])
    """
    # One thread: sums in one order give the same digits, and the arrays are small anyway.
    with threadpool_limits(limits=1):
        how = {"method": "L-BFGS-B", "bounds": bounds, "options": {"ftol": PRECISION}}
        fits = [minimize(loss, start, jac=with_slope or None, **how) for start in starts]
    return min(fits, key=lambda fit: fit.fun)
