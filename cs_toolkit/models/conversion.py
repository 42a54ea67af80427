"""Which of the open trials will likely pay? Learned from how earlier trials began.

A logistic regression on early activity, tested on the latest of the earlier trials. Where it tells
them apart no better than chance there is no list, as a ranking by noise sends people to
the wrong customers with a straight face.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler
from threadpoolctl import threadpool_limits

from ..errors import InputError
from . import observations
from .calibration import BrierScore, brier_score, calibration_table
from .discrimination import Discrimination, discrimination
from .time_split import split_in_time


@dataclass(frozen=True)
class LikelyConverters:
    """The open trials, the likeliest first, and how well that was predicted before.

    ``ranking`` has one row per open trial: rank, trial_id, probability (two decimals). It is
    empty, and ``note`` says why, where the held-out test doesn't beat chance. ``discrimination``,
    ``brier`` and ``calibration`` are of the held-out trials that began at ``tested_from`` or later.
    ``features`` has one row per feature: its weight (per standard deviation) and ``missing``, the
    number of trials without it.
    """

    ranking: pd.DataFrame
    discrimination: Discrimination
    brier: BrierScore
    calibration: pd.DataFrame
    features: pd.DataFrame
    tested_from: pd.Timestamp
    note: str = ""

    @property
    def sentence(self) -> str:
        """How far the list can be trusted, in words."""
        if self.note:
            return f"Which open trials will pay is {self.note}."
        return (
            f"On later trials than it had learned from, the ranking predicted who paid "
            f"({self.discrimination.words}; Brier score {self.brier.model:.2f} against "
            f"{self.brier.base_rate:.2f} for saying the usual share to all)."
        )


def likely_converters(
    closed: pd.DataFrame, still_open: pd.DataFrame, features: Sequence[str]
) -> LikelyConverters:
    """Ranks open trials by their likelihood to convert.

    Args:
        closed: one row per trial whose window has closed: trial_id, started_on, known_on (when the
            window closed), converted (true or false), and the features.
        still_open: one row per open trial: trial_id and the features.
        features: numbers, such as counts of events in the first days. They must be taken at one
            age for all trials, or the older ones look busier, and before the conversion. A missing
            one is taken as the median, with a mark of its own.
    """
    closed = _ordered(
        closed, "closed", ("trial_id", "started_on", "known_on", "converted", *features)
    )
    still_open = _ordered(still_open, "still_open", ("trial_id", *features))
    converted = observations.flags(closed["converted"], "closed.converted")
    begun = observations.days(closed["started_on"], "closed.started_on").to_numpy()
    known = observations.days(closed["known_on"], "closed.known_on").to_numpy()
    early = np.flatnonzero(known < begun)
    if len(early):
        raise InputError(
            f"closed: {len(early)} of {len(closed)} trials have known_on before started_on "
            f"(first: {closed['trial_id'].iloc[early[0]]})"
        )
    columns = _numbers(closed, features, "closed")
    missing = pd.DataFrame(
        {"feature": list(features), "weight": np.nan, "missing": np.isnan(columns).sum(axis=0)}
    )
    split = split_in_time(begun, known, converted, closed["trial_id"].to_numpy())
    if split.note:
        nothing = Discrimination(*(float("nan"),) * 3, 0, 0, 0, split.note)
        return _refused(split.note, nothing, missing)
    with threadpool_limits(limits=1):
        tested = _model().fit(columns[split.learn], converted[split.learn])
        probability = tested.predict_proba(columns[split.test])[:, 1]
        came = converted[split.test]
        shown = discrimination(probability, came)
        brier = brier_score(probability, came, converted[split.learn].mean())
        if not (shown.better_than_chance and brier.better):
            note = (
                f"not available: on later trials it predicted no better than chance ({shown.words})"
            )
            return _refused(note, shown, missing, brier, pd.Timestamp(split.cut))
        final = _model().fit(columns, converted)
    missing["weight"] = final[-1].coef_[0][: len(features)]
    return LikelyConverters(
        _ranking(final, still_open, features), shown, brier, calibration_table(probability, came),
        missing, pd.Timestamp(split.cut),
    )  # fmt: skip


def _ranking(model: Pipeline, still_open: pd.DataFrame, features: Sequence[str]) -> pd.DataFrame:
    columns = _numbers(still_open, features, "still_open")
    probability = model.predict_proba(columns)[:, 1] if len(columns) else np.empty(0)
    ranking = pd.DataFrame(
        {"trial_id": still_open["trial_id"], "probability": probability.round(2)}
    ).sort_values(["probability", "trial_id"], ascending=[False, True], ignore_index=True)
    ranking.insert(0, "rank", np.arange(1, len(ranking) + 1))
    return ranking


def _model() -> Pipeline:
    """Logarithms, as counts are skewed, and a mark for 0, as nothing is not just less than a little."""
    return make_pipeline(
        FunctionTransformer(_logs_and_zeros),
        SimpleImputer(strategy="median", add_indicator=True, keep_empty_features=True),
        StandardScaler(),
        LogisticRegression(max_iter=1000),
    )


def _logs_and_zeros(values: np.ndarray) -> np.ndarray:
    return np.hstack([np.sign(values) * np.log1p(np.abs(values)), values == 0])


def _ordered(table: pd.DataFrame, name: str, columns: Sequence[str]) -> pd.DataFrame:
    observations.need_columns(table, name, columns)
    repeated = table["trial_id"].duplicated()
    if repeated.any():
        raise InputError(
            f"{name}: {int(repeated.sum())} trials are there more than once; keep one row each"
        )
    # in a fixed order, so that sums don't depend on that of the rows
    return table.sort_values("trial_id", ignore_index=True)


def _numbers(table: pd.DataFrame, features: Sequence[str], name: str) -> np.ndarray:
    columns = []
    for feature in features:
        known = table[feature].notna()
        observations.numbers(table.loc[known, feature], f"{name}.{feature}")
        columns.append(table[feature].astype(float).to_numpy())
    return np.column_stack(columns)


def _refused(
    note: str,
    shown: Discrimination,
    features: pd.DataFrame,
    brier: BrierScore | None = None,
    tested_from: pd.Timestamp = pd.NaT,
) -> LikelyConverters:
    brier = brier or BrierScore(float("nan"), float("nan"))
    ranking = pd.DataFrame(columns=["rank", "trial_id", "probability"])
    return LikelyConverters(ranking, shown, brier, pd.DataFrame(), features, tested_from, note)
