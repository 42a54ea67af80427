"""Customer satisfaction: the share of the satisfied, or the share of the points."""

import numpy as np
import pandas as pd

from ..answers import Choice, Example, Number
from ..lesson import Lesson, names


def draw(rng: np.random.Generator) -> pd.DataFrame:
    """Twelve answers from 1 to 5, one or two of them empty."""
    score = rng.choice([1, 2, 3, 3, 3, 4, 4, 5, 5], 12).astype(float)
    score[rng.choice(12, int(rng.integers(1, 3)), replace=False)] = np.nan
    return pd.DataFrame({"customer": names(rng, 12), "score": score})


LESSON = Lesson("csat", draw)


def shares(score: pd.Series) -> tuple[float, float]:
    """The share of answers of 4 and 5, and the share of the possible points."""
    score = score.dropna()
    return float((score >= 4).mean()), float(score.sum() / (5 * len(score)))


@LESSON.exercise("1")
def top_box(rows: pd.DataFrame) -> Number:
    """The share of the satisfied."""
    score = rows["score"]
    satisfied, points = shares(score)
    return Number(satisfied, "share", {
        "That is the variant score_share: points, not people.": points,
        "You divided by all who were asked. An empty answer is neither satisfied nor dissatisfied.": (score >= 4).sum() / len(score),
        "That counts 5 alone. On 1 to 5 the satisfied are 4 and 5.": (score.dropna() == 5).mean(),
        "An answer of 3 is the middle: it is not satisfied.": (score.dropna() >= 3).mean(),
        "That is the mean answer.": score.mean(),
    })  # fmt: skip


@LESSON.exercise("2")
def score_share(rows: pd.DataFrame) -> Number:
    """S12's share of the points."""
    score = rows["score"]
    satisfied, points = shares(score)
    return Number(points, "share", {
        "That is the default: people, not points.": satisfied,
        "The empty answers have 5 possible points each in your denominator, though nobody gave any.": score.sum() / (5 * len(score)),
        "You moved the scale so that 1 is 0%. S12 does not: its lowest value is 20%.": (score.mean() - 1) / 4,
        "That is the mean answer: divide it by the highest.": score.mean(),
    })  # fmt: skip


@LESSON.exercise("3")
def benchmark(rows: pd.DataFrame) -> Choice:
    """The variant for which "80% is excellent" was stated."""
    return Choice("score_share", {
        "default": "The article that states the 80% computes points, not people.",
        "mean": "A mean answer is a number from 1 to 5.",
    })  # fmt: skip


@LESSON.exercise("4")
def excellent_and_half(rows: pd.DataFrame) -> Example:
    """Answers that are "excellent" by points and split by people."""

    def judge(given: list) -> str:
        score = pd.Series(list(given), dtype=float)
        if not 4 <= len(score) <= 12 or not score.isin([1, 2, 3, 4, 5]).all():
            return "Give four to twelve whole answers from 1 to 5."
        satisfied, points = shares(score)
        if points < 0.8:
            return f"The share of the points is {points:.0%}: it should be 80% or more."
        return (
            ""
            if satisfied <= 0.5
            else f"{satisfied:.0%} of your answers are satisfied: at most half should be."
        )

    return Example(judge, "a list of whole numbers")
