"""How far a value or a cost would move with other customers, from how far its parts would.

Parts that are multiplied or divided have their relative errors added in squares, on the log scale,
so that an interval never goes below 0. Spend is known; who was won with it is a count.
"""

import numpy as np

from ..normal_interval import CONFIDENCE
from ..numbers import Bounds, Numbers
from ..ratio import ratio
from ..status import MODEL_REFUSED, Reason

WITHIN = 1.959963984540054  # standard errors from the middle to either end of a 95% interval


def cost_interval(value: Numbers, n: Numbers) -> Bounds:
    """The interval of an amount over a count, by the exact interval of the count (Garwood 1936).

    >>> low, high = cost_interval(200.0, 30)
    >>> round(low), round(high)
    (140, 296)
    """
    from scipy.special import (
        gammaincinv,
    )  # imported here: it takes longer to load than every formula

    tail = (1 - CONFIDENCE) / 2
    count = np.asarray(n, dtype=float)
    # half a quantile of chi-squared with twice as many degrees of freedom
    fewest = gammaincinv(np.where(count > 0, count, np.nan), tail)
    most = gammaincinv(count + 1, 1 - tail)
    low, high = ratio(value * count, most), ratio(value * count, fewest)
    return low, high


def lifespan_interval(lifespan_months_low: Numbers, lifespan_months_high: Numbers) -> Bounds:
    """The interval of the survival curve with its tail, as the model gives it."""
    return lifespan_months_low, lifespan_months_high


def observed_lifespan_interval(
    observed_lifespan_months_low: Numbers, observed_lifespan_months_high: Numbers
) -> Bounds:
    """The interval of the area under the survival curve as far as it is observed."""
    return observed_lifespan_months_low, observed_lifespan_months_high


def no_tail(lifespan_months: float, observed_lifespan_months: float, leavers: float) -> str:
    """Why a lifespan is not known, with the least that it is; empty where it is known.

    >>> no_tail(float("nan"), 11.4, leavers=0)
    'nobody has left yet, so the lifespan is at least 11.4 months'
    >>> no_tail(100.0, 11.4, leavers=12)
    ''
    """
    if lifespan_months == lifespan_months or observed_lifespan_months != observed_lifespan_months:
        return ""
    when = "in the last 12 months" if leavers > 0 else "yet"
    least = f"{observed_lifespan_months:.1f} months"
    return Reason(f"nobody has left {when}, so the lifespan is at least {least}", MODEL_REFUSED)


def by_lifespan(
    value: Numbers, lifespan_months_low: Numbers, lifespan_months_high: Numbers
) -> Bounds:
    """A value moves with the lifespan, whose error is the larger by far.

    >>> low, high = by_lifespan(600.0, 25, 36)
    >>> round(low), round(high)
    (500, 720)
    """
    return _around(value, _lifespan_error(lifespan_months_low, lifespan_months_high))


def by_purchases_and_lifespan(
    value: Numbers,
    purchases: Numbers,
    purchase_revenue: Numbers,
    purchase_revenue_square_sum: Numbers,
    lifespan_months_low: Numbers,
    lifespan_months_high: Numbers,
) -> Bounds:
    """A value moves with the mean purchase and with the lifespan."""
    return _around(
        value,
        _purchase_error(purchases, purchase_revenue, purchase_revenue_square_sum),
        _lifespan_error(lifespan_months_low, lifespan_months_high),
    )


def over_cost(
    value: Numbers,
    purchases: Numbers,
    purchase_revenue: Numbers,
    purchase_revenue_square_sum: Numbers,
    lifespan_months_low: Numbers,
    lifespan_months_high: Numbers,
    new_customers: Numbers,
) -> Bounds:
    """A value over what a customer costs moves with the customers won, too."""
    return _around(
        value,
        _purchase_error(purchases, purchase_revenue, purchase_revenue_square_sum),
        _lifespan_error(lifespan_months_low, lifespan_months_high),
        _count_error(new_customers),
    )


def return_over_cost(
    value: Numbers,
    purchases: Numbers,
    purchase_revenue: Numbers,
    purchase_revenue_square_sum: Numbers,
    lifespan_months_low: Numbers,
    lifespan_months_high: Numbers,
    new_customers: Numbers,
) -> Bounds:
    """The same of a return, which is the value over the cost less 1."""
    low, high = over_cost(
        value + 1, purchases, purchase_revenue, purchase_revenue_square_sum,
        lifespan_months_low, lifespan_months_high, new_customers,
    )  # fmt: skip
    return low - 1, high - 1


def _purchase_error(purchases: Numbers, revenue: Numbers, square_sum: Numbers) -> Numbers:
    """The standard error of the mean purchase, relative to it."""
    mean = ratio(revenue, purchases)
    variance = ratio(square_sum - purchases * mean**2, purchases - 1.0)
    return ratio(np.sqrt(np.maximum(ratio(variance, purchases), 0.0)), mean)


def _lifespan_error(low: Numbers, high: Numbers) -> Numbers:
    return np.log(ratio(high, low)) / (2 * WITHIN)


def _count_error(count: Numbers) -> Numbers:
    return np.sqrt(ratio(1.0, count))


def _around(value: Numbers, *errors: Numbers) -> Bounds:
    reach = np.exp(WITHIN * np.sqrt(sum(error**2 for error in errors)))
    return ratio(value, reach), value * reach
