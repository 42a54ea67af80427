"""What the score is made of: the indicators with their weights and rules, and the points they gave."""

import pandas as pd

from ...errors import InputError
from .scoring import HealthScores


def indicator_table(scores: HealthScores, period: str) -> pd.DataFrame:
    """One row per indicator: weight (they sum to 1), direction, rule, days, and of how many known."""
    today = scores.of(period)
    known = today.values.notna().mean()
    return pd.DataFrame(
        [
            (one.name, scores.weights[one.name], one.better, one.rule.in_words, one.days, known[one.name])
            for one in scores.indicators
        ],
        columns=["indicator", "weight", "better", "from_0_to_1", "days", "known_of"],
    )  # fmt: skip


def made_of(scores: HealthScores, period: str, customer_id: str | None = None) -> pd.DataFrame:
    """One row per indicator: the points given and possible, of one customer or on average of all.

    The points add up to the customer's score, or to the mean score.
    """
    today = scores.of(period)
    rows = today.customers["score"].notna()
    if customer_id is not None:
        rows &= today.customers["customer_id"] == customer_id
        if not rows.any():
            raise InputError(f'in {period} there is no customer "{customer_id}" with a score')
    given, possible = today.contributions[rows], today.possible[rows]
    known = given.notna().any()
    return pd.DataFrame(
        {
            "indicator": given.columns,
            "contribution": given.fillna(0.0).mean().where(known).to_numpy(dtype=float),
            "possible": possible.fillna(0.0).mean().to_numpy(dtype=float),
        }
    )
