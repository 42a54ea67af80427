"""Does the health score predict who leaves, renews or grows? The score at t compared with what came after.

One number answers whether it tells at all (AUC with interval), one table how much is gained by looking at
the worst tenth first (lift), one how sure a given score is (calibration), and one how early it
tells (lead time). Where the answer is "no better than chance" the result says that, plainly.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from ..errors import InputError, did_you_mean
from . import observations
from .calibration import BrierScore, brier_score, calibration_table
from .discrimination import Discrimination, discrimination, lift_by_decile
from .observations import Moment
from .outcomes import outcomes_ahead
from .time_split import split_in_time

# What is predicted, and whether a higher score should make it likelier.
OUTCOMES = {"churn": ("leaves", -1), "renewal": ("renews", 1), "growth": ("grows", 1)}


@dataclass(frozen=True)
class HealthBacktest:
    """What a score predicted, over all past dates whose window has closed.

    ``overall``: AUC in the direction that the score promises (above 0.5 it tells), its interval by
    customers. ``by_date``: one row per as_of. ``by_lead``: one row per month ahead, among those to
    whom it had not happened before. ``lift``: one row per tenth, for churn the lowest scores first.
    ``calibration``: score turned into a probability by what was known at ``cut``, compared with
    later dates; empty where the past is too short, and ``calibration_note`` says so.
    """

    outcome: str
    months_ahead: int
    overall: Discrimination
    by_date: pd.DataFrame
    by_lead: pd.DataFrame
    lift: pd.DataFrame
    calibration: pd.DataFrame
    brier: BrierScore
    calibration_note: str

    @property
    def sentence(self) -> str:
        """The answer in words."""
        verb, _ = OUTCOMES[self.outcome]
        span = f"{self.months_ahead} months" if self.months_ahead > 1 else "a month"
        who = f"who {verb} within {span}"
        if self.overall.note:
            return f"Whether the score tells {who} is {self.overall.note}."
        if self.overall.better_than_chance:
            return f"The score tells {who} better than chance ({self.overall.words})."
        if self.overall.worse_than_chance:
            return f"The score points the wrong way about {who} ({self.overall.words})."
        return f"The score is no better than chance at telling {who} ({self.overall.words})."


def health_backtest(
    scores: pd.DataFrame, *, known_until: Moment, months_ahead: int = 3, outcome: str = "churn"
) -> HealthBacktest:
    """Holds scores against what happened in the months after each.

    Args:
        scores: one row per customer and date: customer_id, as_of, score (higher is healthier) made
            from data before ``as_of`` only, happened_on (the next time that it happened at or
            after ``as_of``, empty if never; :func:`.outcomes.next_event` finds it). For churn give
            those who were customers at ``as_of``, for renewal those with a contract due in the window.
        known_until: the first moment about which nothing is known.
        months_ahead: the window.
        outcome: churn, renewal or growth.

    Raises ``InputError`` where something happened before the score was given.
    """
    if outcome not in OUTCOMES:
        raise InputError(f'outcome "{outcome}": {did_you_mean(outcome, OUTCOMES)}')
    observations.need_columns(scores, "scores", ("score",))
    observations.numbers(scores["score"], "scores.score")
    _, direction = OUTCOMES[outcome]
    rows = outcomes_ahead(scores, known_until, months_ahead)
    telling = direction * rows["score"].to_numpy(dtype=float)
    happened = rows["happened"].to_numpy()
    if rows.empty:
        overall = Discrimination(
            *(float("nan"),) * 3, 0, 0, 0,
            f"not available: no score is {months_ahead} months old yet",
        )  # fmt: skip
        lift = pd.DataFrame(columns=["decile", "rows", "happened", "rate", "lift", "found"])
    else:
        overall = discrimination(telling, happened, rows["customer_id"])
        lift = lift_by_decile(telling, happened)
    return HealthBacktest(
        outcome, months_ahead, overall,
        _by_date(rows, telling),
        _by_lead(scores, known_until, months_ahead, direction),
        lift,
        *_calibration(rows, telling),
    )  # fmt: skip


def _by_date(rows: pd.DataFrame, telling: np.ndarray) -> pd.DataFrame:
    found = [
        {"as_of": as_of, **_columns(discrimination(telling[group.index], group["happened"]))}
        for as_of, group in rows.groupby("as_of")
    ]
    return pd.DataFrame(found, columns=["as_of", "rows", "happened", "auc", "low", "high", "note"])


def _by_lead(
    scores: pd.DataFrame, known_until: Moment, months_ahead: int, direction: int
) -> pd.DataFrame:
    found = []
    for month in range(1, months_ahead + 1):
        rows = outcomes_ahead(scores, known_until, month)
        starts = rows["as_of"] + pd.DateOffset(months=month - 1)
        rows = rows[~(rows["happened_on"] < starts)]  # those to whom it had not happened before
        if rows.empty:
            continue
        shown = discrimination(direction * rows["score"], rows["happened"], rows["customer_id"])
        found.append({"months_ahead": month, **_columns(shown)})
    return pd.DataFrame(
        found, columns=["months_ahead", "rows", "happened", "auc", "low", "high", "note"]
    )


def _columns(found: Discrimination) -> dict:
    return {
        name: getattr(found, name) for name in ("rows", "happened", "auc", "low", "high", "note")
    }


def _calibration(rows: pd.DataFrame, telling: np.ndarray) -> tuple[pd.DataFrame, BrierScore, str]:
    happened = rows["happened"].to_numpy(dtype=bool)
    split = split_in_time(rows["as_of"], rows["known_at"], happened, rows["customer_id"].to_numpy())
    if split.note:
        return pd.DataFrame(), BrierScore(float("nan"), float("nan")), split.note
    middle, spread = telling[split.learn].mean(), telling[split.learn].std() or 1.0
    scaled = ((telling - middle) / spread).reshape(-1, 1)
    with threadpool_limits(limits=1):
        fit = LogisticRegression().fit(scaled[split.learn], happened[split.learn])
        probability = fit.predict_proba(scaled[split.test])[:, 1]
    came = happened[split.test]
    brier = brier_score(probability, came, happened[split.learn].mean())
    whose = rows["customer_id"].to_numpy()[split.test]
    return calibration_table(probability, came, customers=whose), brier, ""
