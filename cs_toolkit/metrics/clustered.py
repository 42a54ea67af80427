"""95% intervals where one customer gives several rows: answers, issues, calls of one customer are alike.

Ten answers of one customer tell less than one answer each of ten. The variance of Σy ÷ Σn over
customers, Σ(y − mean × n)² ÷ (Σn)², is compared with what it would be if every row came from another
customer; the design effect that this gives turns n rows into fewer effective ones (Kish 1965), and
with few customers into still fewer (Korn and Graubard 1998). Where every customer gives one row,
each interval is that of ``intervals``.
"""

from collections.abc import Callable, Sequence
from inspect import Parameter, Signature
from statistics import NormalDist

import numpy as np

from .intervals import net_share_interval, share_interval
from .mean_intervals import SKEWED, alike_interval, mean_interval, skewed_mean_interval
from .normal_interval import CONFIDENCE, SAME
from .numbers import Bounds, Numbers
from .ratio import ratio


def effective_cases(
    n: Numbers,
    mean: Numbers,
    square_sum: Numbers,
    customers: Numbers,
    size_squares: Numbers,
    squares: Numbers,
    products: Numbers,
) -> Numbers:
    """How many rows of as many customers would tell as much as ``n`` rows, some of one customer.

    ``square_sum`` is Σ of the rows' squares; ``size_squares``, ``squares`` and ``products`` are Σn²,
    Σy² and Σyn over customers, of whom each has n rows that add up to y.

    >>> # 40 customers with 10 answers each, all 1 or all 0: worth hardly more than 40 answers
    >>> round(effective_cases(400, 0.5, 200, 40, 4_000, 2_000, 2_000), 1)
    37.6
    >>> effective_cases(400, 0.5, 200, 400, 400, 200, 200)  # one answer each
    400.0
    >>> effective_cases(400, 0.5, 200, None, None, None, None)  # nothing is known of customers
    400.0
    """
    if any(sums is None for sums in (customers, size_squares, squares, products)):
        return n if np.ndim(n) else float(n)

    from scipy.special import stdtrit  # imported here: most tables have one row a customer

    cases = np.asarray(n, dtype=float)
    several = np.asarray(size_squares, dtype=float) > cases
    apart = np.asarray(square_sum - n * mean**2, dtype=float)
    by_customer = squares - 2 * mean * products + mean**2 * size_squares
    with np.errstate(divide="ignore", invalid="ignore"):
        # where all rows are alike nothing shows how alike a customer's are: then wholly
        wholly = np.asarray(size_squares, dtype=float) / cases
        effect = np.where(apart > 1e-9 * cases, by_customer / np.asarray(apart), wholly)
        degrees = np.maximum(np.asarray(customers, dtype=float) - 1, 1)
        certain = (1 + CONFIDENCE) / 2
        few = (NormalDist().inv_cdf(certain) / stdtrit(degrees, certain)) ** 2
        found = np.where(several, cases / np.maximum(effect, 1) * few, cases)
    return float(found) if np.ndim(n) == 0 else found


def share_by_customer(numerator: str, denominator: str) -> Callable:
    """Wilson's interval of a share of rows where some customers give several.

    >>> interval = share_by_customer("satisfied", "responses")
    >>> low, high = interval(0.5, 400, 40, 4_000, 2_000, 2_000)
    >>> round(low, 3), round(high, 3)
    (0.348, 0.652)
    """

    def bound(value: Numbers, n: Numbers, *sums: Numbers) -> Bounds:
        return share_interval(value, effective_cases(n, value, n * value, *sums))

    return _named("wilson_interval", bound, _sums(numerator, denominator))


def mean_by_customer(
    numerator: str, denominator: str, square_sum: str, scale: tuple[str, str] | None = None
) -> Callable:
    """The interval of a mean of rows where some customers give several.

    Means of times are skewed; means of scores are not, and stay within the ``scale`` whose ends two
    measures give. Times that are all alike have no interval; of scores the scale gives one.

    >>> interval = mean_by_customer("handle_seconds", "handled_calls", "handle_seconds_square_sum")
    >>> str(interval.__signature__)[:43]
    '(value, n, handle_seconds_square_sum, custo'
    """
    interval = skewed_mean_interval if square_sum.endswith(SKEWED) else mean_interval

    def bound(value: Numbers, n: Numbers, squares: Numbers, *others: Numbers) -> Bounds:
        lowest, highest = others[:2] if scale else (None, None)
        sums = others[2:] if scale else others
        cases = effective_cases(n, value, squares, *sums)
        low, high = interval(value, cases, squares * ratio(cases, n))
        if lowest is not None and highest is not None:
            alike = np.isnan(low) & (squares - n * value**2 <= SAME * n * value**2)
            least, most = alike_interval(value, cases, lowest, highest)
            low, high = np.where(alike, least, low), np.where(alike, most, high)
        low = low if lowest is None else np.maximum(low, lowest)
        return low, high if highest is None else np.minimum(high, highest)

    return _named(
        interval.__name__, bound, [*(scale or ()), *_sums(numerator, denominator)], [square_sum]
    )


def net_by_customer(
    positive: str, negative: str, numerator: str, denominator: str, times: float = 1
) -> Callable:
    """The interval of a share less another share of the same rows, some customers giving several.

    >>> interval = net_by_customer("promoters", "detractors", "net_promoters", "responses", 100)
    >>> low, high = interval(30.0, 100, 50, 20, 100, 100, 70, 30)
    >>> round(low, 2), round(high, 2)
    (14.69, 45.31)
    """

    def bound(
        value: Numbers, n: Numbers, liked: Numbers, disliked: Numbers, *sums: Numbers
    ) -> Bounds:
        cases = effective_cases(n, value / times, liked + disliked, *sums)
        kinds = (cases * ratio(one, n) for one in (liked, disliked))
        low, high = net_share_interval(value / times, cases, *kinds)
        return times * low, times * high

    return _named(
        "nps_interval" if times == 100 else "net_share_interval",
        bound,
        _sums(numerator, denominator),
        [positive, negative],
    )


def _sums(numerator: str, denominator: str) -> list[str]:
    """The measures of ``effective_cases``, from the number of customers on."""
    return [
        f"customers_behind_{denominator}",
        f"{denominator}_by_customer_square_sum",
        f"{numerator}_by_customer_square_sum",
        f"{numerator}_by_customer_product_sum",
    ]


def _named(
    name: str, bound: Callable, optional: Sequence[str], needed: Sequence[str] = ()
) -> Callable:
    """The function with the names by which a variant finds an interval's sums.

    Those by customer need not be there: a frame of a lesson has none.
    """
    bound.__name__ = f"{name}_by_customer"
    kind = Parameter.POSITIONAL_OR_KEYWORD
    bound.__signature__ = Signature(  # type: ignore[attr-defined]  # inspect reads it
        [
            *(Parameter(one, kind) for one in ("value", "n", *needed)),
            *(Parameter(one, kind, default=None) for one in optional),
        ]
    )
    return bound
