"""Does a score tell those to whom something happened from those to whom it didn't?

The AUC is the chance that of two, one of each kind, the score puts the right one first: 0.5 is a
coin, 1 never errs. Its interval is DeLong's; where the same customer appears more than once, as at
every month end, the appearances are no independent witnesses, and Obuchowski's extension counts
customers, not rows. With one row per customer the two are the same.

Sources: DeLong, DeLong and Clarke-Pearson 1988, Biometrics 44; Obuchowski 1997, "Nonparametric
analysis of clustered ROC curve data", Biometrics 53; fast ranks: Sun and Xu 2014, IEEE Signal
Processing Letters 21.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import expit, logit
from scipy.stats import norm, rankdata

from ..metrics.intervals import share_interval
from . import observations
from .observations import Values

LEAST_OF_EACH = 10
GROUPS = 10


@dataclass(frozen=True)
class Discrimination:
    """The AUC with its interval, and from how much: rows, rows where it happened, customers.

    Figures are NaN, and ``note`` says why, where there are too few of either kind.
    """

    auc: float
    low: float
    high: float
    rows: int
    happened: int
    customers: int
    note: str = ""

    @property
    def better_than_chance(self) -> bool:
        """Whether the whole interval lies above one half."""
        return self.low > 0.5

    @property
    def worse_than_chance(self) -> bool:
        """Whether the whole interval lies below one half: the score points the wrong way."""
        return self.high < 0.5

    @property
    def words(self) -> str:
        """The figure with what it rests on, for use in a sentence."""
        return (
            f"AUC {self.auc:.2f}, 95% interval {self.low:.2f} to {self.high:.2f}, "
            f"{self.customers} customers"
        )

    def words_of(self, rows: str) -> str:
        """The same where a row is no customer: "178 tickets of 96 customers"."""
        whose = f" of {self.customers} customers" if self.customers != self.rows else ""
        return (
            f"AUC {self.auc:.2f}, 95% interval {self.low:.2f} to {self.high:.2f}, "
            f"{self.rows} {rows}{whose}"
        )


@dataclass(frozen=True)
class Difference:
    """How much larger one score's AUC is than another's on the same rows, with its interval."""

    difference: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out 0."""
        return not self.low <= 0 <= self.high


def discrimination(
    score: Values,
    happened: Values,
    customers: Values | None = None,
    *,
    confidence: float = 0.95,
) -> Discrimination:
    """The AUC of a score whose **higher** value should mean that it happens.

    Args:
        score: one number per row; for a health score against churn give 100 − score.
        happened: true where it happened.
        customers: whose row it is; by default every row is a customer of its own.

    >>> found = discrimination(range(40), [0] * 18 + [1, 0, 1, 0] + [1] * 18)
    >>> round(found.auc, 3), found.better_than_chance
    (0.993, True)
    """
    score, happened, customers = _checked(score, happened, customers)
    counts = len(score), int(happened.sum()), len(np.unique(customers))
    few = _too_few(happened, customers)
    if few:
        return Discrimination(*(float("nan"),) * 3, *counts, few)
    auc, error = _clustered(_parts(score, happened), happened, customers)
    low, high = _interval(auc, error, happened, customers, confidence)
    return Discrimination(auc, low, high, *counts)


def discrimination_difference(
    score: Values,
    other: Values,
    happened: Values,
    customers: Values | None = None,
    *,
    confidence: float = 0.95,
) -> Difference:
    """AUC of ``score`` − AUC of ``other``: paired, so what both find hard does not count."""
    score, happened, customers = _checked(score, happened, customers)
    other, *_ = _checked(other, happened, customers)
    if _too_few(happened, customers):
        return Difference(*(float("nan"),) * 3)
    parts = _parts(score, happened) - _parts(other, happened)
    difference, error = _clustered(parts, happened, customers)
    reach = norm.ppf((1 + confidence) / 2) * error
    return Difference(difference, difference - reach, difference + reach)


def lift_by_decile(score: Values, happened: Values) -> pd.DataFrame:
    """One row per tenth of the rows, those of the highest score first: where it happened most.

    Columns: decile, rows, happened, rate, ``lift`` (rate ÷ overall rate), ``found`` (share of all
    that happened in this and the deciles before). Equal scores stay in one decile, so deciles may
    differ in size, and some may be missing.

    >>> table = lift_by_decile(range(20), [0] * 16 + [1] * 4)
    >>> table.loc[0, ["rows", "rate", "lift", "found"]].tolist()
    [2.0, 1.0, 5.0, 0.5]
    """
    score, happened, _ = _checked(score, happened, None)
    decile = np.ceil(rankdata(-score, method="average") / len(score) * GROUPS).astype(int)
    table = (
        pd.DataFrame({"decile": decile, "happened": happened.astype(int)})
        .groupby("decile")["happened"].agg(rows="size", happened="sum").reset_index()
    )  # fmt: skip
    overall = happened.mean()
    table["rate"] = table["happened"] / table["rows"]
    table["lift"] = table["rate"] / overall if overall else np.nan
    table["found"] = table["happened"].cumsum() / happened.sum() if overall else np.nan
    return table


def _checked(
    score: Values, happened: Values, customers: Values | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    score = observations.numbers(score, "score")
    happened = observations.flags(happened, "happened")
    customers = np.arange(len(score)) if customers is None else observations.numbered(
        customers, "customers"
    )  # fmt: skip
    observations.same_length(score=score, happened=happened, customers=customers)
    return score, happened, customers


def _too_few(happened: np.ndarray, customers: np.ndarray) -> str:
    with_it = len(np.unique(customers[happened]))
    without = len(np.unique(customers[~happened]))
    if min(with_it, without) >= LEAST_OF_EACH:
        return ""
    return (
        f"not available: needs at least {LEAST_OF_EACH} customers to whom it happened and as many "
        f"to whom it didn't, there are {with_it} and {without}"
    )


def _parts(score: np.ndarray, happened: np.ndarray) -> np.ndarray:
    """Per row, the share of the other kind that the score puts on the right side of it (ties half)."""
    ranks = rankdata(score)
    within = np.empty(len(score))
    within[happened], within[~happened] = rankdata(score[happened]), rankdata(score[~happened])
    beaten = ranks - within
    positives, negatives = happened.sum(), (~happened).sum()
    return np.where(happened, beaten / negatives, 1 - beaten / positives)


def _clustered(
    parts: np.ndarray, happened: np.ndarray, customers: np.ndarray
) -> tuple[float, float]:
    """The AUC (or a difference of two) and its standard error over customers (Obuchowski 1997)."""
    auc = observations.ordered_sum(parts[happened]) / happened.sum()
    _, cluster = np.unique(customers, return_inverse=True)
    clusters = cluster.max() + 1
    kinds = []
    for kind in (happened, ~happened):
        # sorted, so that sums within a customer don't depend on the order of the rows
        order = np.lexsort((parts[kind], cluster[kind]))
        surplus = np.bincount(
            cluster[kind][order], weights=parts[kind][order] - auc, minlength=clusters
        )
        kinds.append((surplus, kind.sum(), len(np.unique(cluster[kind]))))
    (positive, positives, k10), (negative, negatives, k01) = kinds
    variance = (
        k10 / (k10 - 1) * (positive**2).sum() / positives**2
        + k01 / (k01 - 1) * (negative**2).sum() / negatives**2
        + 2 * clusters / (clusters - 1) * (positive * negative).sum() / (positives * negatives)
    )
    return float(auc), float(np.sqrt(max(variance, 0.0)))


def _interval(
    auc: float, error: float, happened: np.ndarray, customers: np.ndarray, confidence: float
) -> tuple[float, float]:
    if 0 < auc < 1 and error > 0:
        # on the logit scale, so it stays within 0 and 1
        reach = norm.ppf((1 + confidence) / 2) * error / (auc * (1 - auc))
        return float(expit(logit(auc) - reach)), float(expit(logit(auc) + reach))
    scarcer = min(len(np.unique(customers[kind])) for kind in (happened, ~happened))
    if error == 0 and 0 < auc < 1:
        # every row beats the same share of the others, as where all scores are alike
        low, high = share_interval(auc, float(scarcer), confidence=confidence)
        return float(low), float(high)
    # Nobody was put on the wrong side, so the spread is 0; how rare an error can be is bounded by
    # the number of the scarcer kind, as for a share of n out of n (Clopper and Pearson 1934).
    bound = float(((1 - confidence) / 2) ** (1 / scarcer))
    return (bound, 1.0) if auc == 1 else (0.0, 1 - bound)
