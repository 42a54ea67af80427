"""Do things happen as often as predicted? Predicted probabilities beside observed shares.

Source: Brier 1950; Murphy and Winkler 1977 for the table; Wilson 1927 for the intervals.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import rankdata
from statsmodels.stats.proportion import proportion_confint

from . import observations
from .observations import Values

GROUPS = 5


@dataclass(frozen=True)
class BrierScore:
    """Mean squared error of the probabilities, beside that of saying the base rate to everybody."""

    model: float
    base_rate: float

    @property
    def better(self) -> bool:
        """Whether the probabilities are nearer to what happened than the base rate is."""
        return self.model < self.base_rate


def brier_score(probability: Values, happened: Values, base_rate: float) -> BrierScore:
    """The Brier score of held-out probabilities and that of the base rate known beforehand.

    >>> brier_score([0.75, 0.25], [1, 0], base_rate=0.5)
    BrierScore(model=0.0625, base_rate=0.25)
    """
    probability, happened = _checked(probability, happened)
    rows = len(happened)
    model = observations.ordered_sum((probability - happened) ** 2) / rows
    return BrierScore(
        round(model, 12), observations.ordered_sum((base_rate - happened) ** 2) / rows
    )


def calibration_table(
    probability: Values,
    happened: Values,
    *,
    groups: int = GROUPS,
    customers: Values | None = None,
) -> pd.DataFrame:
    """One row per group of rows with like probabilities, the highest first.

    Columns: group, rows, ``predicted`` (mean probability), ``observed`` (share to whom it
    happened), low, high (95% Wilson interval of the observed share). Equal probabilities stay in
    one group. Rows of one customer are not independent: with ``customers`` an interval counts each
    customer of its group once.

    >>> table = calibration_table([0.5] * 8, [1, 1, 1, 1, 0, 0, 0, 0], customers=[1, 1, 1, 1, 2, 2, 2, 2])
    >>> round(table["low"].item(), 3), round(table["high"].item(), 3)
    (0.095, 0.905)
    """
    probability, happened = _checked(probability, happened)
    rank = rankdata(-probability, method="average") / len(probability)
    rows = pd.DataFrame(
        {"group": np.ceil(rank * groups).astype(int), "predicted": probability,
         "observed": happened.astype(float),
         "customer": np.arange(len(happened)) if customers is None else np.asarray(customers)}
    ).sort_values(["group", "predicted", "observed"])  # fmt: skip
    grouped = rows.groupby("group")
    table = grouped[["predicted", "observed"]].mean().assign(rows=grouped.size()).reset_index()
    cases = grouped["customer"].nunique().to_numpy()
    count = table["observed"] * cases
    table["low"], table["high"] = proportion_confint(count, cases, method="wilson")
    return table[["group", "rows", "predicted", "observed", "low", "high"]]


def _checked(probability: Values, happened: Values) -> tuple[np.ndarray, np.ndarray]:
    probability = observations.numbers(probability, "probability", at_least=0)
    happened = observations.flags(happened, "happened")
    observations.same_length(probability=probability, happened=happened)
    return probability, happened
