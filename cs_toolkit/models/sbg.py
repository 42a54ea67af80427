"""How long contracts are renewed: the shifted-beta-geometric model.

Renewal rates of a cohort rise with age, not because customers grow loyal but because those likely
to leave have left. One constant churn rate therefore understates how long the rest will stay.
Here each customer has a chance of their own of not renewing, beta-distributed over customers.

Ages count renewals: at age t a customer has come to t renewals; everybody is there at age 0.

Source: Fader and Hardie 2007, "How to project customer retention", Journal of Interactive
Marketing 21(1); Fader and Hardie 2010, "Customer-base valuation in a contractual setting",
Marketing Science 29(1), for the discounted lifetime.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.special import betaln, hyp2f1

from ..errors import InputError
from . import observations
from .maximum_likelihood import likeliest
from .observations import Values

LEAST_LOST = 20
LEAST_AGES = 2
STARTS = ((0.0, 0.0), (-1.0, 1.0), (1.0, 2.0))
BOUNDS = ((-8.0, 12.0),) * 2
ALMOST_NO_DISCOUNT = 1e-6


@dataclass(frozen=True)
class ContractRenewal:
    """A fitted model: alpha and beta of the chance of not renewing, and from how many contracts.

    Both are NaN, and so are its projections, and ``note`` says why, where it could not be fitted.
    """

    alpha: float
    beta: float
    log_likelihood: float
    contracts: int
    lost: int
    note: str = ""

    def staying(self, ages: Values) -> np.ndarray:
        """The share of a cohort that is still there after so many renewals: B(α, β + t) ÷ B(α, β)."""
        ages = np.asarray(ages, dtype=float)
        return np.exp(betaln(self.alpha, self.beta + ages) - betaln(self.alpha, self.beta))

    def renewal_rate(self, ages: Values) -> np.ndarray:
        """The share that renews for the t-th time of those who came to it: (β+t−1) ÷ (α+β+t−1)."""
        ages = np.asarray(ages, dtype=float)
        return (self.beta + ages - 1) / (self.alpha + self.beta + ages - 1)

    def expected_lifetime(self, terms: int) -> float:
        """The terms that a new customer pays for within the first ``terms``, the first included.

        Without a horizon there is often no mean: where α ≤ 1 the few who never leave make it infinite.
        """
        return float(self.staying(np.arange(terms)).sum())

    def discounted_lifetime(self, discount_rate: float, age: ArrayLike = 0) -> np.ndarray | float:
        """Terms to come, each discounted to today at ``discount_rate`` per term.

        For a new customer (age 0) the first payment is made today and counts in full. At age n the
        customer has renewed n − 1 times and the n-th renewal is next: Σ over k from 0 of the
        chance to renew k + 1 more times ÷ (1 + d)^k, so the next payment counts in full if made.
        One age or many.
        """
        if not discount_rate > ALMOST_NO_DISCOUNT:
            raise InputError(
                f"discount_rate = {discount_rate} must be above 0: without discount the sum over "
                "all terms to come may be infinite; ask for expected_lifetime(terms) instead"
            )
        ages = observations.numbers(np.atleast_1d(age), "age", at_least=0).reshape(np.shape(age))
        ahead = hyp2f1(1, self.beta + ages, self.alpha + self.beta + ages, 1 / (1 + discount_rate))
        terms = np.where(ages == 0, 1.0, self.renewal_rate(np.maximum(ages, 1))) * ahead
        return terms if terms.ndim else float(terms)

    def lifetime_value(
        self,
        amount: np.ndarray | pd.Series | float,
        *,
        gross_margin: float,
        discount_rate: float,
        age: ArrayLike = 0,
    ) -> np.ndarray | float:
        """The value to come of a contract: amount per term × margin × discounted lifetime.

        Amount and age may be one per contract.
        """
        if not 0 < gross_margin <= 1:
            raise InputError(f"gross_margin = {gross_margin} must be above 0 and at most 1")
        return amount * gross_margin * self.discounted_lifetime(discount_rate, age)


def fit_contract_renewal(renewals: Values, lost: Values) -> ContractRenewal:
    """Fits the model to contracts by maximum likelihood; those still running are censored.

    Args:
        renewals: the renewals that each contract came to (whole numbers from 0), the last one,
            at which it was lost, included.
        lost: true where it was lost at the last of these, false where it runs on.

    >>> years, gone = [1] * 30 + [2] * 20 + [3] * 50, [1] * 50 + [0] * 50
    >>> fit = fit_contract_renewal(years, gone)
    >>> [round(float(rate), 2) for rate in fit.renewal_rate([1, 2, 3])]
    [0.68, 0.83, 0.88]
    """
    ages = observations.numbers(renewals, "renewals", at_least=0)
    lost = observations.flags(lost, "lost")
    observations.same_length(renewals=ages, lost=lost)
    for bad, what in ((ages % 1 != 0, "are no whole numbers"),
                      (lost & (ages == 0), "were lost before their first renewal")):  # fmt: skip
        if bad.any():
            raise InputError(
                f"renewals: {int(bad.sum())} of {len(ages)} {what} (first at row "
                f"{int(np.flatnonzero(bad)[0])}); count the renewals that a contract came to"
            )
    longest = int(ages.max())
    lost_at = np.bincount(ages[lost].astype(int), minlength=longest + 1)
    running_at = np.bincount(ages[~lost].astype(int), minlength=longest + 1)
    return _fit(lost_at, running_at)


def fit_survivors(survivors: Sequence[float] | np.ndarray) -> ContractRenewal:
    """Fits the model to one cohort: how many were there at the start, after one renewal, two, …

    >>> fit = fit_survivors([1000, 631, 468, 382, 326, 289, 262, 241])
    >>> round(fit.alpha, 2), round(fit.beta, 2)
    (0.7, 1.18)
    """
    there = observations.numbers(survivors, "survivors", at_least=0)
    if (np.diff(there) > 0).any():
        raise InputError("survivors must not rise: a cohort has no new customers after its start")
    running_at = np.zeros(len(there))
    running_at[-1] = there[-1]
    return _fit(np.append(0, -np.diff(there)), running_at)


def projection_error(survivors: Sequence[float], learn_ages: int) -> pd.DataFrame:
    """Learned from the first renewals of a cohort, compared with the later ones. One row per age.

    Columns: age, actual, and as shares of the start ``model`` and ``constant_churn`` (one churn
    rate for ever, learned from the same renewals), the naive projection.
    """
    there = observations.numbers(survivors, "survivors", at_least=0)
    if not 1 <= learn_ages < len(survivors) - 1:
        raise InputError(
            f"learn_ages = {learn_ages} must leave at least one of {len(survivors) - 1} renewals "
            "to hold the projection against"
        )
    seen, ages = there[: learn_ages + 1], np.arange(learn_ages + 1, len(survivors))
    kept = seen[1:].sum() / seen[:-1].sum()
    return pd.DataFrame(
        {
            "age": ages,
            "actual": there[ages] / there[0],
            "model": fit_survivors(seen).staying(ages),
            "constant_churn": kept**ages,
        }
    )


def held_out_contracts(renewals: Values, lost: Values, stayed: Values, ahead: int) -> pd.DataFrame:
    """Learned from contracts as they stood, compared with who was still there later: one row per guess.

    Columns: ``guess`` (``model``; ``constant_churn``: everybody leaves at the pace of all
    renewals so far; ``all_stay``), ``predicted_staying``, ``actual_staying`` (of those who were
    there), ``brier`` (the mean squared error of the chances; less is better), ``customers``.

    Args:
        renewals: as for :func:`fit_contract_renewal`, as it was known then.
        lost: true where it had been lost by then.
        stayed: true where it was running after ``ahead`` more renewals.
        ahead: how many renewals lie between.

    >>> then, gone = [1] * 30 + [2] * 20 + [3] * 50, [1] * 50 + [0] * 50
    >>> found = held_out_contracts(then, gone, [0] * 54 + [1] * 46, ahead=1)
    >>> print(found[["guess", "predicted_staying", "actual_staying"]].round(1).to_string())
                guess  predicted_staying  actual_staying
    0           model               45.4              46
    1  constant_churn               38.6              46
    2        all_stay               50.0              46
    """
    ages = observations.numbers(renewals, "renewals", at_least=0)
    lost, stayed = observations.flags(lost, "lost"), observations.flags(stayed, "stayed")
    observations.same_length(renewals=ages, lost=lost, stayed=stayed)
    fit, there, came = fit_contract_renewal(ages, lost), ages[~lost], stayed[~lost]
    churn = lost.sum() / ages.sum() if ages.sum() else float("nan")
    chances = {
        "model": fit.staying(there + ahead) / fit.staying(there),
        "constant_churn": np.full(len(there), (1 - churn) ** ahead),
        "all_stay": np.ones(len(there)),
    }
    return pd.DataFrame(
        [
            {"guess": guess, "predicted_staying": float(chance.sum()),
             "actual_staying": int(came.sum()),
             "brier": float(((chance - came) ** 2).mean()) if len(there) else float("nan"),
             "customers": len(there)}
            for guess, chance in chances.items()
        ]
    )  # fmt: skip


def _fit(lost_at: np.ndarray, running_at: np.ndarray) -> ContractRenewal:
    ages = np.arange(len(lost_at))
    contracts, lost = int(lost_at.sum() + running_at.sum()), int(lost_at.sum())
    if lost < LEAST_LOST or (lost_at > 0).sum() < LEAST_AGES:
        nan = float("nan")
        return ContractRenewal(
            nan, nan, nan, contracts, lost,
            f"not available: needs at least {LEAST_LOST} lost contracts at {LEAST_AGES} different "
            f"renewals, there are {lost} at {int((lost_at > 0).sum())}",
        )  # fmt: skip

    def loss(logs: np.ndarray) -> float:
        alpha, beta = np.exp(logs)
        dying = betaln(alpha + 1, beta + np.maximum(ages, 1) - 1) - betaln(alpha, beta)
        living = betaln(alpha, beta + ages) - betaln(alpha, beta)
        return -(lost_at @ dying + running_at @ living) / contracts

    best = likeliest(loss, STARTS, BOUNDS)
    alpha, beta = np.exp(best.x)
    return ContractRenewal(float(alpha), float(beta), float(-best.fun * contracts), contracts, lost)
