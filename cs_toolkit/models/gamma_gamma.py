"""What a customer spends at a purchase: the gamma–gamma model.

A customer seen twice may have spent much by chance; one seen fifty times hasn't. The model draws
the mean of a customer seen rarely towards the mean of all, and leaves a well-known one alone.
It takes what people spend to be independent of how often they buy, which
``frequency_correlation`` shows (near 0 is well).

Source: Fader, Hardie and Lee 2005, "RFM and CLV", Journal of Marketing Research 42(4); Fader and
Hardie 2013, "The gamma–gamma model of monetary value" (brucehardie.com/notes/025).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaln
from scipy.stats import pearsonr

from . import observations
from .bg_nbd import LEAST_REPEAT_BUYERS
from .maximum_likelihood import likeliest
from .observations import Values

STARTS = ((1.0, 1.0, 0.0), (2.0, 0.5, 2.0))
BOUNDS = ((-8.0, 10.0),) * 3


@dataclass(frozen=True)
class SpendPerPurchase:
    """A fitted gamma–gamma model: p, q, v (v in money), from how many repeat buyers.

    All are NaN, and so are its predictions, and ``note`` says why, where it could not be fitted.
    """

    p: float
    q: float
    v: float
    log_likelihood: float
    customers: int
    frequency_correlation: float
    note: str = ""

    @property
    def mean(self) -> float:
        """What a customer of whom nothing is known spends at a purchase: p × v ÷ (q − 1)."""
        return self.p * self.v / (self.q - 1)

    def expected_amount(self, frequency: Values, mean_amount: np.ndarray) -> np.ndarray:
        """What each customer spends at a purchase in the long run.

        p × (v + x × mean) ÷ (p × x + q − 1); without a repeat purchase the mean of all.
        """
        x = observations.numbers(frequency, "frequency", at_least=0)
        seen = np.where(x > 0, np.asarray(mean_amount, dtype=float), 0.0)
        seen = observations.numbers(seen, "mean_amount", at_least=0)
        return self.p * (self.v + x * seen) / (self.p * x + self.q - 1)


def fit_spend_per_purchase(frequency: Values, mean_amount: Values) -> SpendPerPurchase:
    """Fits the gamma–gamma model to customers with a repeat purchase by maximum likelihood.

    Args:
        frequency: repeat purchases of each customer.
        mean_amount: mean money per repeat purchase; not looked at without one. Customers whose
            repeat purchases all cost nothing are left out, as the model has only positive amounts.
    """
    x = observations.numbers(frequency, "frequency", at_least=0)
    amount = np.where(x > 0, np.asarray(mean_amount, dtype=float), 0.0)
    amount = observations.numbers(amount, "mean_amount", at_least=0)
    observations.same_length(frequency=x, mean_amount=amount)
    bought = amount > 0
    x, amount = x[bought], amount[bought]
    nan = float("nan")
    if len(x) < LEAST_REPEAT_BUYERS or np.ptp(amount) == 0:
        return SpendPerPurchase(
            nan, nan, nan, nan, len(x), nan,
            f"not available: needs at least {LEAST_REPEAT_BUYERS} customers who bought more than "
            f"once, and amounts that differ; there are {len(x)}",
        )  # fmt: skip
    unit = observations.ordered_sum(amount) / len(amount)
    alike, count = np.unique(np.column_stack([x, amount / unit]), axis=0, return_counts=True)

    def loss(logs: np.ndarray) -> float:
        return -np.dot(count, _log_likelihood(np.exp(logs), *alike.T)) / len(x)

    best = likeliest(loss, STARTS, BOUNDS)
    p, q, v = np.exp(best.x)
    correlation = float(pearsonr(*alike.repeat(count, axis=0).T).statistic) if np.ptp(x) else nan
    if q <= 1:
        return SpendPerPurchase(
            nan, nan, nan, nan, len(x), correlation,
            "not available: amounts differ so widely that their mean has no estimate",
        )  # fmt: skip
    likelihood = -best.fun * len(x) - len(x) * np.log(unit)
    return SpendPerPurchase(
        float(p), float(q), float(v * unit), float(likelihood), len(x), correlation
    )


def _log_likelihood(parameters: np.ndarray, x: np.ndarray, amount: np.ndarray) -> np.ndarray:
    p, q, v = parameters
    return (
        -betaln(p * x, q)
        + q * np.log(v)
        + (p * x - 1) * np.log(amount)
        + p * x * np.log(x)
        - (p * x + q) * np.log(x * amount + v)
    )
