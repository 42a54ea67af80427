"""NPS asked on 1–10 or 0–10, and answers off the scale."""

import numpy as np
import pandas as pd

from ..answers import Number
from ..lesson import Lesson, names


def draw(rng: np.random.Generator) -> pd.DataFrame:
    """Thirteen answers to a question asked from 1 to 10, two of them outside."""
    score = rng.choice([2, 4, 5, 6, 6, 7, 7, 8, 8, 9, 9, 9, 10, 10], 13)
    score[:2] = 0, 11
    return pd.DataFrame({"customer": names(rng, 13), "score": rng.permutation(score)})


LESSON = Lesson("scale", draw)


def net(score: pd.Series) -> float:
    """NPS of these answers, in points: 9 and 10 less everything up to 6."""
    return float(100 * ((score >= 9).mean() - (score <= 6).mean()))


@LESSON.exercise("1")
def on_its_scale(rows: pd.DataFrame) -> Number:
    """NPS of the answers on the declared scale."""
    score = rows["score"]
    inside = score[score.between(1, 10)]
    return Number(net(inside), "points", {
        "An answer of 0 or 11 cannot be given on 1 to 10. Set both aside, and say that you did.": net(score),
        "You took the scale for 0 to 10: the 0 is no answer to this question.": net(score[score <= 10]),
        "The 11 is no answer to this question.": net(score[score >= 1]),
        "You counted 8 as a promoter.": 100 * ((inside >= 8).mean() - (inside <= 6).mean()),
        "You counted the 6 as passive.": 100 * ((inside >= 9).mean() - (inside <= 5).mean()),
    })  # fmt: skip


@LESSON.exercise("2")
def shifted(rows: pd.DataFrame) -> Number:
    """What a program reports that takes the position in the list, from 0, for the answer."""
    inside = rows.loc[rows["score"].between(1, 10), "score"]
    return Number(net(inside - 1), "points", {
        "That is the NPS of the answers themselves. The program sees each answer as one less.": net(inside),
        "You shifted the other way: the first of ten options has position 0.": net(inside + 1),
    })  # fmt: skip


@LESSON.exercise("3")
def cost_of_shift(rows: pd.DataFrame) -> Number:
    """How many answers change their group by the shift."""
    inside = rows.loc[rows["score"].between(1, 10), "score"]
    nines, sevens = int((inside == 9).sum()), int((inside == 7).sum())
    return Number(nines + sevens, "count", {
        "Those are the promoters that become passives. Another group loses some, too.": nines,
        "Those are the passives that become detractors. Another group loses some, too.": sevens,
        "Every answer is shifted, but most stay in their group.": len(inside),
    })  # fmt: skip
