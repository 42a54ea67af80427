"""A number under another number's name: retention called churn, NPS called a percentage of the satisfied."""

import numpy as np
import pandas as pd

from ..answers import Example, Number
from ..lesson import Lesson, names


def draw(rng: np.random.Generator) -> pd.DataFrame:
    """Twelve customers with their answer from 0 to 10; a few left before the end."""
    score = np.sort(rng.choice([2, 4, 5, 6, 7, 7, 8, 8, 8, 9, 9, 10], 12))
    here = np.ones(12, dtype=bool)
    here[rng.choice(6, int(rng.integers(1, 4)), replace=False)] = False
    rows = pd.DataFrame({"score": score, "still_here": here})
    rows = rows.sample(frac=1, random_state=rng).reset_index(drop=True)
    rows.insert(0, "customer", names(rng, 12))
    return rows


LESSON = Lesson("words", draw)


def shares(rows: pd.DataFrame) -> tuple[float, float, float]:
    """Promoters, detractors, and answers of 7 or more, each as a share of the answers."""
    score = rows["score"]
    return (score >= 9).mean(), (score <= 6).mean(), (score >= 7).mean()


@LESSON.exercise("1")
def churn(rows: pd.DataFrame) -> Number:
    """The churn behind a tile that shows retention under that name."""
    kept = rows["still_here"].mean()
    return Number(1 - kept, "share", {
        "That is retention, whatever the tile calls it: the share that stayed.": kept,
        "You divided by those who stayed.": (1 - kept) / kept,
    })  # fmt: skip


@LESSON.exercise("2")
def nps(rows: pd.DataFrame) -> Number:
    """NPS in points."""
    promoters, detractors, content = shares(rows)
    return Number(100 * (promoters - detractors), "points", {
        "That is the share of answers of 7 and more: S8's sentence, and no NPS.": 100 * content,
        "That is the share of promoters alone: what do you do with the detractors?": 100 * promoters,
        "Passives were counted as promoters.": 100 * (content - detractors),
        "That is the mean answer.": rows["score"].mean(),
    })  # fmt: skip


@LESSON.exercise("3")
def content(rows: pd.DataFrame) -> Number:
    """What S8's sentence would be, were it computed: the share of answers of 7 or more."""
    promoters, detractors, content = shares(rows)
    return Number(content, "share", {
        "That is NPS as a fraction: a difference of two shares, and no share of anybody.": promoters - detractors,
        "Those are the promoters alone: an answer of 7 or 8 is passive, and not dissatisfied.": promoters,
    })  # fmt: skip


@LESSON.exercise("4")
def content_and_zero(rows: pd.DataFrame) -> Example:
    """Ten answers, most of them content, with an NPS of 0 or less."""

    def judge(given: list) -> str:
        score = np.asarray(list(given), dtype=float)
        if len(score) != 10 or (score < 0).any() or (score > 10).any() or (score % 1).any():
            return "Give ten whole answers from 0 to 10."
        if (score >= 7).mean() < 0.8:
            return f"Only {(score >= 7).sum()} of your ten answers are 7 or more: eight should be."
        net = 10 * ((score >= 9).sum() - (score <= 6).sum())
        return "" if net <= 0 else f"The NPS of your answers is {net}: 0 or less was asked."

    return Example(judge, "a list of ten whole numbers")
