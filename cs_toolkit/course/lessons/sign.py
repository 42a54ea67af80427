"""NPS: which share is taken from which, and of how many answers."""

import numpy as np
import pandas as pd

from ..answers import Number
from ..lesson import Lesson, names


def draw(rng: np.random.Generator) -> pd.DataFrame:
    """Fourteen customers who were asked from 0 to 10; two or three did not answer."""
    score = rng.choice([0, 2, 3, 4, 5, 6, 6, 7, 8, 9, 10], 14).astype(float)
    score[rng.choice(14, int(rng.integers(2, 4)), replace=False)] = np.nan
    return pd.DataFrame({"customer": names(rng, 14), "score": score})


LESSON = Lesson("sign", draw)


def groups(rows: pd.DataFrame) -> tuple[int, int, int, int]:
    """Promoters, detractors, answers, and customers asked."""
    score = rows["score"]
    return int((score >= 9).sum()), int((score <= 6).sum()), int(score.notna().sum()), len(score)


@LESSON.exercise("1")
def nps(rows: pd.DataFrame) -> Number:
    """Promoters less detractors, of those who answered."""
    promoters, detractors, answers, asked = groups(rows)
    return Number(100 * (promoters - detractors) / answers, "points", {
        "You subtracted as S16's sentence says: promoters from detractors. Its formula has it right.": 100 * (detractors - promoters) / answers,
        "You divided by all who were asked. A customer who did not answer has given no opinion.": 100 * (promoters - detractors) / asked,
        "An empty answer was counted as a detractor.": 100 * (promoters - detractors - asked + answers) / asked,
        "That is the number of promoters less that of detractors: divide by the answers.": promoters - detractors,
        "That is the mean answer.": rows["score"].mean(),
    })  # fmt: skip


@LESSON.exercise("2")
def with_silent(rows: pd.DataFrame) -> Number:
    """What a tool reports that divides by everybody who was asked."""
    promoters, detractors, answers, asked = groups(rows)
    return Number(100 * (promoters - detractors) / asked, "points", {
        "That is the default, of those who answered.": 100 * (promoters - detractors) / answers,
        "The silent are no detractors: they only stand below the line.": 100 * (promoters - detractors - asked + answers) / asked,
    })  # fmt: skip


@LESSON.exercise("3")
def to_zero(rows: pd.DataFrame) -> Number:
    """How many detractors must become passives for NPS to reach 0."""
    promoters, detractors, _answers, _ = groups(rows)
    # a company that is above 0 already has nothing to do: such rows are drawn again
    needed = detractors - promoters if detractors > promoters else float("nan")
    return Number(needed, "count", {
        "That is how many would have to become promoters: it moves the difference by two each. A passive only stops subtracting.": -(-needed // 2),
        "All detractors: you need only as many as there are more of them than of promoters.": detractors,
        "Those are the promoters.": promoters,
    } if needed > 1 else {})  # fmt: skip
