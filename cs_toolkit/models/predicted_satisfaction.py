"""How satisfied would those be who were never asked? Learned from the tickets that were answered.

A logistic regression on what a conversation shows, tested on the latest of the answered tickets.
Where it tells the satisfied from the others no better than chance, and no nearer to the truth than
saying the usual share of all, nothing is predicted.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.calibration import CalibratedClassifierCV
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from threadpoolctl import threadpool_limits

from ..errors import InputError
from . import observations
from .calibration import BrierScore, brier_score, calibration_table
from .discrimination import Discrimination, discrimination
from .observations import Values
from .time_split import split_in_time

NEGATIVE_BELOW = 0.5  # the chance of satisfaction below which a ticket is predicted negative


@dataclass(frozen=True)
class PredictedSatisfaction:
    """``tickets``: one row per ticket without an answer: ticket_id, probability (of being satisfied,
    two decimals), satisfied; ``open_negative`` those of them that are open and predicted negative,
    the worst first. Both are empty, and ``note`` says why, where the held-out test doesn't beat the
    trivial prediction. ``weights`` has one row per feature: weight per standard deviation and the
    number of tickets without it. ``learned_from`` counts the answered tickets. ``rate_predicted`` and
    ``rate_observed`` are the satisfied share of the held-out tickets, as predicted and as it was."""

    tickets: pd.DataFrame
    open_negative: pd.DataFrame
    discrimination: Discrimination
    brier: BrierScore
    calibration: pd.DataFrame
    weights: pd.DataFrame
    learned_from: int
    satisfied_share: float
    tested_from: pd.Timestamp
    note: str = ""
    rate_predicted: float = float("nan")
    rate_observed: float = float("nan")

    @property
    def predicted_customer_satisfaction(self) -> float:
        """The mean probability of the unanswered tickets; NaN where nothing was predicted."""
        return float(self.tickets["probability"].mean()) if len(self.tickets) else float("nan")

    @property
    def rate_error(self) -> float:
        """The predicted less the observed rate of the held-out tickets."""
        return self.rate_predicted - self.rate_observed

    @property
    def sentence(self) -> str:
        """How far the prediction can be trusted, in words."""
        if self.note:
            return f"What unanswered tickets would say is {self.note}."
        return (
            f"Trained on {self.learned_from:,} answered tickets, {self.satisfied_share:.2f} of them "
            f"satisfied. On later tickets than it had learned from it distinguished the satisfied "
            f"({self.discrimination.words_of('tickets')}; Brier score {self.brier.model:.2f} against "
            f"{self.brier.base_rate:.2f} for saying the usual share of all). Of those later tickets "
            f"it predicted {self.rate_predicted:.1%} satisfied, and {self.rate_observed:.1%} were: an "
            f"error of the rate of {100 * self.rate_error:+.1f} points."
        )


def predict_satisfaction(
    features: pd.DataFrame,
    satisfied: pd.Series,
    opened_at: pd.Series,
    *,
    answered_at: pd.Series | None = None,
    is_open: pd.Series | None = None,
    customers: Values | None = None,
) -> PredictedSatisfaction:
    """Predicts the answer of tickets that have none.

    Args:
        features: one row per ticket, indexed by its id, such as ``conversation_features`` gives.
        satisfied: per ticket true or false (its answer in the top box or not), missing: unanswered.
        opened_at: per ticket, for the split in time.
        answered_at: per ticket, when the answer was known; by default when it was opened.
        is_open: per ticket, whether it is still open; by default none is.
        customers: per ticket, whose it is: tickets of one customer are not independent, so the
            interval of the AUC is clustered by customer where there are enough of them.
    """
    table = _table(features, satisfied, opened_at, answered_at, is_open, customers)
    names = list(features.columns)
    answered = table[table["satisfied"].notna()]
    happy = observations.flags(answered["satisfied"], "satisfied")
    columns = answered[names].to_numpy(float)
    share = float(happy.mean()) if len(happy) else float("nan")
    weights = pd.DataFrame(
        {"feature": names, "weight": np.nan, "missing": np.isnan(columns).sum(axis=0)}
    )
    begun = observations.days(answered["opened_at"], "opened_at").to_numpy()
    known = observations.days(answered["answered_at"], "answered_at").to_numpy()
    split = split_in_time(begun, known, happy, answered["ticket_id"].to_numpy())
    if split.note:
        shown = Discrimination(*(float("nan"),) * 3, 0, 0, 0, split.note)
        return _refused(split.note, shown, weights, len(happy), share)
    with threadpool_limits(limits=1):
        tested = _fitted(columns[split.learn], happy[split.learn])
        probability = _chances(tested, columns[split.test], columns[split.learn])
        shown = _clustered(probability, happy[split.test], answered["customer"][split.test])
        brier = brier_score(probability, happy[split.test], happy[split.learn].mean())
        if not (shown.better_than_chance and brier.better):
            note = (
                "not available: on later answers it predicted no better than chance "
                f"({shown.words_of('tickets')}; Brier score {brier.model:.2f} against {brier.base_rate:.2f})"
            )
            return _refused(note, shown, weights, len(happy), share, brier, pd.Timestamp(split.cut))
        final = _fitted(columns, happy)
    weights["weight"] = _weights(final)[: len(names)].round(2)
    waiting = table[table["satisfied"].isna()]
    probability_now = _chances(final, waiting[names].to_numpy(float), columns)
    found = _predicted(waiting, probability_now)
    worst = found[found["is_open"] & ~found["satisfied"]].sort_values(["probability", "ticket_id"])
    return PredictedSatisfaction(
        found.drop(columns="is_open"), worst.drop(columns="is_open").reset_index(drop=True), shown,
        brier, calibration_table(probability, happy[split.test]), weights, len(happy), share,
        pd.Timestamp(split.cut), rate_predicted=float(probability.mean()),
        rate_observed=float(happy[split.test].mean()),
    )  # fmt: skip


def _clustered(probability: Values, happy: np.ndarray, customers: pd.Series) -> Discrimination:
    """The AUC with customers as clusters; with too few of them for that, each ticket by itself."""
    names = customers.astype("string").to_numpy(dtype=object, na_value=None)
    # a ticket that names nobody stands for itself
    whose = [f"ticket {at}" if name is None else name for at, name in enumerate(names)]
    found = discrimination(probability, happy, whose)
    return discrimination(probability, happy) if found.note else found


def _table(
    features: pd.DataFrame,
    satisfied: pd.Series,
    opened_at: pd.Series,
    answered_at: pd.Series | None,
    is_open: pd.Series | None,
    customers: pd.Series | None,
) -> pd.DataFrame:
    """One row per ticket, in a fixed order, so that sums don't depend on that of the rows."""
    rows = len(features)
    if features.index.has_duplicates:
        twice = features.index[features.index.duplicated()]
        raise InputError(
            f"features: {len(twice)} tickets are there more than once (first: {twice[0]}); keep one "
            "row each"
        )
    given = {
        "satisfied": satisfied,
        "opened_at": opened_at,
        "answered_at": opened_at if answered_at is None else answered_at,
        "is_open": [False] * rows if is_open is None else is_open,
        "customer": features.index if customers is None else customers,
    }
    observations.same_length(features=features, **given)
    table = features.astype(float).reset_index(names="ticket_id")
    for name, values in given.items():
        table[name] = pd.Series(values).reset_index(drop=True)
    table["is_open"] = observations.flags(table["is_open"], "is_open")
    return table.sort_values("ticket_id", ignore_index=True)


def _chances(model: LogisticRegression, columns: np.ndarray, learned: np.ndarray) -> np.ndarray:
    """The chance of satisfaction. What lies beyond anything learned from counts as its border: a
    ticket that has been open for a year is no stranger than the longest one that was answered."""
    if not len(columns):
        return np.empty(0)
    low, high = _borders(learned)
    return model.predict_proba(np.clip(columns, low, high))[:, 1]


def _borders(learned: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    known = np.isfinite(learned)
    low = np.where(known, learned, np.inf).min(axis=0)
    high = np.where(known, learned, -np.inf).max(axis=0)
    never = ~known.any(axis=0)
    return np.where(never, -np.inf, low), np.where(never, np.inf, high)


def _predicted(waiting: pd.DataFrame, probability: pd.Series) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "ticket_id": waiting["ticket_id"].to_numpy(),
            "probability": probability.round(2),
            "satisfied": probability >= NEGATIVE_BELOW,
            "is_open": waiting["is_open"].to_numpy(bool),
        }
    )


def _model() -> Pipeline:
    """Logarithms, as times and counts are skewed; a mark where something is not known."""
    return make_pipeline(
        FunctionTransformer(_logarithms),
        SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True),
        StandardScaler(),
        LogisticRegression(C=0.3, max_iter=1000),
    )


def _fitted(columns: np.ndarray, happy: np.ndarray) -> CalibratedClassifierCV:
    """The model with its chances calibrated on answers that it had not learned from.

    A regression on more features than its answers bear is too sure of itself; the rate, the mean
    of its chances, would be off with it.
    """
    folds = int(min(5, happy.sum(), (~happy.astype(bool)).sum()))
    model = CalibratedClassifierCV(_model(), method="sigmoid", cv=folds, ensemble=False)
    return model.fit(columns, happy)


def _weights(fitted: CalibratedClassifierCV) -> np.ndarray:
    return fitted.calibrated_classifiers_[0].estimator[-1].coef_[0]


def _logarithms(values: np.ndarray) -> np.ndarray:
    return np.sign(values) * np.log1p(np.abs(values))


def _refused(
    note: str,
    shown: Discrimination,
    weights: pd.DataFrame,
    rows: int,
    share: float,
    brier: BrierScore | None = None,
    tested_from: pd.Timestamp = pd.NaT,
) -> PredictedSatisfaction:
    nothing = pd.DataFrame(columns=["ticket_id", "probability", "satisfied"])
    brier = brier or BrierScore(float("nan"), float("nan"))
    return PredictedSatisfaction(
        nothing, nothing, shown, brier, pd.DataFrame(), weights, rows, share, tested_from, note
    )
