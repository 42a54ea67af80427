"""How often customers buy, and whether they still do: the BG/NBD model of repeat buying.

Nobody cancels in a shop: a customer just doesn't come back. The model takes each customer to buy at
a pace of their own (gamma-distributed over customers with shape r and rate alpha) and to stop for
good after any purchase with a chance of their own (beta-distributed with a and b).

Times may be in any unit, the same for all: alpha is in that unit.

Source: Fader, Hardie and Lee 2005, "Counting your customers the easy way", Marketing Science 24(2);
equation (7) for the likelihood; (10) is the closed form of the expected purchases.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import betaincinv, betaln, digamma, expit, gammaln, roots_legendre

from ..errors import InputError
from . import observations
from .maximum_likelihood import likeliest
from .observations import Values

LEAST_REPEAT_BUYERS = 20
# Logarithms of (r, alpha, a, b); alpha in units of the longest age.
STARTS = ((-1.0, -2.0, 0.0, 1.0), (0.0, 0.0, 0.0, 0.0), (-0.5, -1.0, -3.0, 1.0))
BOUNDS = ((-8.0, 10.0),) * 4
# Starts are tried on this many kinds of customers, and the best is refined on all.
ENOUGH_TO_START = 2_000
# The mean over chances of stopping is taken at this many points: right to five digits.
NODES = 64
TINY = 1e-12


@dataclass(frozen=True)
class BuyingPace:
    """A fitted BG/NBD model: r, alpha, a, b, from how many customers, and its log-likelihood.

    All are NaN, and so are its predictions, and ``note`` says why, where it could not be fitted.
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float
    customers: int
    repeat_buyers: int
    note: str = ""

    def alive(self, frequency: Values, recency: Values, age: Values) -> np.ndarray:
        """The probability that each customer still buys, given the purchases so far.

        1 ÷ (1 + a ÷ (b + x − 1) × ((alpha + T) ÷ (alpha + t)) ^ (r + x)); 1 without a repeat
        purchase, as the model lets customers stop only after one.
        """
        x, recency, age = _checked(frequency, recency, age)
        odds = (
            np.log(self.a)
            - np.log(self.b + np.maximum(x, 1) - 1)
            + (self.r + x) * np.log((self.alpha + age) / (self.alpha + recency))
        )
        certain = float("nan") if self.note else 1.0
        return np.where(x > 0, 1 / (1 + np.exp(odds)), certain)

    def expected_purchases(
        self, frequency: Values, recency: Values, age: Values, ahead: float
    ) -> np.ndarray:
        """The purchases to expect of each customer in the time ``ahead``.

        Over the chances p of stopping that fit the customer, Beta(a, b + x), the mean of
        (1 − ((alpha + T) ÷ (alpha + T + p × ahead)) ^ (r + x)) ÷ p, times P(alive). The published
        closed form is the same, but overflows where customers buy very often or seldom stop.
        """
        x, recency, age = _checked(frequency, recency, age)
        # customers alike in both are many, and reckoned once
        place, alike = pd.MultiIndex.from_arrays([x, age]).factorize()
        alike_x, alike_age = (alike.get_level_values(level).to_numpy() for level in (0, 1))
        nodes, weights = roots_legendre(NODES)
        while_alive = np.zeros(len(alike))
        for quantile, weight in zip((nodes + 1) / 2, weights / 2, strict=True):
            stopping = np.maximum(betaincinv(self.a, self.b + alike_x, quantile), TINY)
            growth = np.log1p(stopping * ahead / (self.alpha + alike_age))
            while_alive -= weight * np.expm1(-(self.r + alike_x) * growth) / stopping
        return while_alive[place] * self.alive(x, recency, age)

    def repeat_probability(
        self, frequency: Values, recency: Values, age: Values, ahead: float
    ) -> np.ndarray:
        """The probability that each customer buys at least once more in the time ``ahead``.

        P(alive) × (1 − ((alpha + T) ÷ (alpha + T + ahead)) ^ (r + x))
        """
        x, recency, age = _checked(frequency, recency, age)
        silence = ((self.alpha + age) / (self.alpha + age + ahead)) ** (self.r + x)
        return self.alive(x, recency, age) * (1 - silence)


def fit_buying_pace(frequency: Values, recency: Values, age: Values) -> BuyingPace:
    """Fits the BG/NBD model to one row per customer by maximum likelihood.

    Args:
        frequency: repeat purchases (whole numbers from 0).
        recency: time from the first to the last purchase; 0 without a repeat purchase.
        age: time from the first purchase to the end of the records, in the same unit.

    Raises ``InputError`` where recency exceeds age, or a repeat buyer has no recency.
    """
    x, recency, age = _checked(frequency, recency, age)
    repeat_buyers = int((x > 0).sum())
    if repeat_buyers < LEAST_REPEAT_BUYERS or age.max() == 0:
        nan = float("nan")
        return BuyingPace(
            nan, nan, nan, nan, nan, len(x), repeat_buyers,
            f"not available: needs at least {LEAST_REPEAT_BUYERS} customers who bought more than "
            f"once, there are {repeat_buyers}",
        )  # fmt: skip
    unit = age.max()
    # customers alike are counted once; sorting makes the sums independent of the order of the rows
    alike, count = np.unique(np.column_stack([x, recency / unit, age / unit]), axis=0,
                             return_counts=True)  # fmt: skip

    thinned = slice(None, None, max(1, len(alike) // ENOUGH_TO_START))
    rough = likeliest(_loss(alike[thinned], count[thinned]), STARTS, BOUNDS, with_slope=True)
    best = likeliest(_loss(alike, count), [rough.x], BOUNDS, with_slope=True)
    r, alpha, a, b = np.exp(best.x)
    likelihood = -best.fun * len(x) - x.sum() * np.log(unit)  # back in the unit of the times
    return BuyingPace(
        float(r), float(alpha * unit), float(a), float(b), float(likelihood), len(x), repeat_buyers
    )


def _loss(alike: np.ndarray, count: np.ndarray) -> Callable[[np.ndarray], tuple[float, np.ndarray]]:
    """Minus the mean log-likelihood of customers, and its gradient, by the logs of the parameters."""
    x, recency, age = alike.T
    repeat = x > 0
    each_x, place = np.unique(x, return_inverse=True)

    def loss(logs: np.ndarray) -> tuple[float, np.ndarray]:
        r, alpha, a, b = parameters = np.exp(logs)
        going, stopped = np.log(alpha + age), np.log(alpha + recency)
        odds = np.where(
            repeat,
            logs[2] - np.log(b + np.maximum(x, 1) - 1) - (r + x) * (stopped - going),
            -np.inf,
        )
        gone = expit(odds)  # the chance that this customer has stopped
        of_x = gammaln(r + each_x) - gammaln(r) + betaln(a, b + each_x) - betaln(a, b)
        likelihood = of_x[place] + r * logs[1] - (r + x) * going + np.logaddexp(0, odds)
        all_gone = digamma(a + b) - digamma(a + b + each_x)
        slope = (
            (digamma(r + each_x) - digamma(r))[place]
            + logs[1]
            - (1 - gone) * going
            - gone * stopped,
            r / alpha - (r + x) * ((1 - gone) / (alpha + age) + gone / (alpha + recency)),
            all_gone[place] + gone / a,
            (all_gone + digamma(b + each_x) - digamma(b))[place]
            - np.where(repeat, gone / (b + np.maximum(x, 1) - 1), 0),
        )
        return (
            -np.dot(count, likelihood) / count.sum(),
            -np.array([np.dot(count, part) for part in slope]) * parameters / count.sum(),
        )

    return loss


def _checked(
    frequency: Values, recency: Values, age: Values
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    x = observations.numbers(frequency, "frequency", at_least=0)
    recency = observations.numbers(recency, "recency", at_least=0)
    age = observations.numbers(age, "age", at_least=0)
    observations.same_length(frequency=x, recency=recency, age=age)
    for bad, what, fix in (
        (recency > age, "have a recency above their age", "measure both up to the same day"),
        ((x > 0) & (recency == 0), "bought again with a recency of 0",
         "count the orders of one day as one purchase"),
        (x % 1 != 0, "have a frequency that is no whole number", "count purchases"),
    ):  # fmt: skip
        if bad.any():
            raise InputError(
                f"frequency, recency, age: {int(bad.sum())} of {len(x)} customers {what} "
                f"(first at row {int(np.flatnonzero(bad)[0])}); {fix}"
            )
    return x, recency, age
