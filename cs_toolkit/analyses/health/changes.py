"""Whose health moved since the period before, and which indicators moved it."""

import numpy as np
import pandas as pd

from .scoring import HealthScores

MOST_REASONS = 3
TOLD_FROM = 0.5  # points: what moves the score by less explains nothing


def customer_list(scores: HealthScores, now: str, before: str) -> pd.DataFrame:
    """One row per customer scored now, the worst score first: score, before, change, class, why.

    ``change`` is the sum of the changes of the indicators' contributions, and ``why`` names the
    largest of them. A customer without a score in the period before has no change.
    """
    today, earlier = scores.of(now), scores.of(before)
    customers = today.customers.set_index("customer_id")
    moved = contribution_changes(scores, now, before)
    known = customers.assign(
        before=earlier.customers.set_index("customer_id")["score"].reindex(customers.index)
    )
    known["change"] = known["score"] - known["before"]
    known["why"] = [_why(moved.loc[customer]) for customer in known.index]
    known["lowest"] = _lowest(today)
    columns = [
        "monthly_revenue", "score", "before", "change", "coverage", "health_class", "why", "lowest",
    ]  # fmt: skip
    found = known.loc[known["score"].notna(), columns].reset_index()
    return found.sort_values(["score", "customer_id"], ignore_index=True)


def movers(customers: pd.DataFrame, count: int = 5) -> pd.DataFrame:
    """Those whose score fell most, then those whose score rose most; none that did not move."""
    fell = customers[customers["change"] < 0].sort_values(["change", "customer_id"])
    rose = customers[customers["change"] > 0].sort_values(
        ["change", "customer_id"], ascending=[False, True]
    )
    return pd.concat([fell.head(count), rose.head(count)], ignore_index=True)


def contribution_changes(scores: HealthScores, now: str, before: str) -> pd.DataFrame:
    """By customer of both periods and indicator, the points that its contribution changed by.

    They add up to the change of the score. An indicator that is missing gave no points; where one
    appears or disappears, the others' shares change, and that is in their changes.
    """
    today, earlier = (
        one.contributions.fillna(0.0).set_axis(one.customers["customer_id"])
        for one in (scores.of(now), scores.of(before))
    )
    scored = scores.of(before).customers.dropna(subset="score")["customer_id"]
    return today - earlier.reindex(scored).reindex(today.index)


def _why(changes: pd.Series) -> str:
    shown = changes[changes.abs() >= TOLD_FROM]
    order = np.argsort(-shown.abs().to_numpy(), kind="stable")[:MOST_REASONS]
    return ", ".join(
        f"{shown.index[place].replace('_', ' ')} {shown.iloc[place]:+.0f}".replace("-", "−")
        for place in order
    )


def _lowest(scores: HealthScores) -> np.ndarray:
    """The indicator that withholds most points: where help would do most."""
    lost = (scores.possible - scores.contributions).fillna(0.0)
    if lost.empty or not len(lost.columns):
        return np.full(len(lost), "")
    names = np.array([name.replace("_", " ") for name in lost.columns])
    return np.where(lost.max(axis=1) > 0, names[lost.to_numpy().argmax(axis=1)], "")
