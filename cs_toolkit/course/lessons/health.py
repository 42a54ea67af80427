"""A health score one can believe: computed from before, compared with what came after."""

import numpy as np
import pandas as pd

from ..answers import Choice, Number
from ..lesson import Lesson, names

WEIGHTS = {"use": 0.5, "rating": 0.3, "calm": 0.2}


def draw(rng: np.random.Generator) -> pd.DataFrame:
    """Twelve customers' signs in June, one rating missing, and who had left by the end of September."""
    use = rng.integers(0, 21, 12)
    rows = pd.DataFrame({
        "customer": names(rng, 12), "days_of_use": use, "rating": rng.integers(1, 6, 12).astype(float),
        "tickets": rng.integers(0, 5, 12),
    })  # fmt: skip
    rows.loc[int(rng.integers(0, 12)), "rating"] = np.nan
    chance = 0.8 - 0.6 * score(rows) / 100 + rng.normal(0, 0.15, 12)
    rows["left"] = chance.rank(ascending=False) <= int(rng.integers(3, 6))
    return rows


def components(rows: pd.DataFrame) -> pd.DataFrame:
    """Each sign from 0 (bad) to 1 (good); NaN where it is not known."""
    return pd.DataFrame({
        "use": (rows["days_of_use"] / 20).clip(0, 1), "rating": (rows["rating"] - 1) / 4,
        "calm": 1 - rows["tickets"].clip(0, 4) / 4,
    })  # fmt: skip


def score(rows: pd.DataFrame) -> pd.Series:
    """The weighted mean of what is known, from 0 to 100."""
    signs, weights = components(rows), pd.Series(WEIGHTS)
    return 100 * (signs * weights).sum(axis=1) / (signs.notna() * weights).sum(axis=1)


LESSON = Lesson("health", draw)


def auc(rows: pd.DataFrame, values: pd.Series) -> float:
    """Of all pairs of one who left and one who stayed, the share in which the one who left had less."""
    left, stayed = values[rows["left"]].to_numpy(), values[~rows["left"]].to_numpy()
    difference = stayed[None, :] - left[:, None]
    return float((difference > 0).mean() + (difference == 0).mean() / 2)


@LESSON.exercise("1")
def of_the_silent(rows: pd.DataFrame) -> Number:
    """The score of the customer without a rating."""
    silent = rows["rating"].isna()
    signs, weights = components(rows)[silent], pd.Series(WEIGHTS)
    middle = (signs.fillna(0.5) * weights).sum(axis=1)
    return Number(float(score(rows)[silent].iloc[0]), "score", {
        "You took the missing rating for the worst one. A customer who gave no rating has said nothing bad.": float(100 * (signs * weights).sum(axis=1).iloc[0]),
        "You took the missing rating for a middling one: an answer that nobody gave.": float(100 * middle.iloc[0]),
        "You left the weights out: use counts more than tickets.": float(100 * signs.mean(axis=1).iloc[0]),
        "Tickets are bad: turn that sign round.": float(100 * (signs["use"] * 0.5 + (1 - signs["calm"]) * 0.2).iloc[0] / 0.7),
    })  # fmt: skip


@LESSON.exercise("2")
def pairs(rows: pd.DataFrame) -> Number:
    """AUC of the score."""
    values = score(rows)
    left = rows["left"]
    return Number(auc(rows, values), "share", {
        "That is the wrong way round: you counted the pairs in which the customer who left had the higher score.": 1 - auc(rows, values),
        "That is accuracy at 50: it depends on how many leave at all.": float(((values <= 50) == left).mean()),
        "That is the share of the leavers with a score of 50 or less.": float((values[left] <= 50).mean()),
        "That is the AUC of use alone.": auc(rows, rows["days_of_use"].astype(float)),
    })  # fmt: skip


@LESSON.exercise("3")
def leak(rows: pd.DataFrame) -> Choice:
    """Which sign may not be used."""
    return Choice("exit interview", {
        "days of use in june": "That was known at the end of June.",
        "rating in may": "That was known before.",
        "tenure at the end of june": "That was known on that day.",
    })  # fmt: skip
