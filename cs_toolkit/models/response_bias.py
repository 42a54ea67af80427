"""Who answers a survey compared with who does not, and what that does to the score.

If enterprise customers answer twice as often as small ones, the score is mostly theirs. Each
segment's answers can be given the weight that the segment has among those asked: the score that a
segment gave stands for the silent of the same segment. What sets the silent apart within a segment
nobody can see.

Source: post-stratification as in Lohr, "Sampling: Design and Analysis", chapter on nonresponse;
Pearson's chi-square test of independence.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import chi2_contingency

from ..errors import InputError
from .observations import Values

COLUMNS = ("segment", "sent", "answered", "score")


@dataclass(frozen=True)
class ResponseBias:
    """The response by segment, and the score with and without the correction.

    ``by_segment`` has ``segment, sent, answered, response_rate, share_of_sent, share_of_answers,
    score``. ``p_value`` is that of "every segment answers alike". ``score`` weighs each answer
    alike, ``reweighted_score`` each survey sent; NaN where a segment that was asked gave no answer.
    """

    by_segment: pd.DataFrame
    p_value: float
    score: float
    reweighted_score: float

    @property
    def difference(self) -> float:
        """What the correction changes: above 0, the silent were the happier."""
        return self.reweighted_score - self.score


def response_bias(segment: Values, sent: Values, answered: Values, score: Values) -> ResponseBias:
    """Compare those who answered with those asked, segment by segment.

    reweighted score = Σ share of sent × score of the segment

    Args:
        segment: the names.
        sent: surveys sent to each.
        answered: how many of those were answered.
        score: the score of each segment's answers, a mean or a share; NaN without answers.

    Raises ``InputError`` where more are answered than sent, or a number is missing or negative.

    >>> found = response_bias(["small", "large"], [800, 200], [80, 100], [0.9, 0.6])
    >>> round(found.score, 3), round(found.reweighted_score, 3)
    (0.733, 0.84)
    >>> found.p_value < 0.001
    True
    """
    columns = (segment, sent, answered, score)
    table = pd.DataFrame(dict(zip(COLUMNS, map(np.asarray, columns), strict=True)))
    table[["sent", "answered", "score"]] = table[["sent", "answered", "score"]].astype(float)
    wrong = table[~(table["answered"] <= table["sent"]) | ~(table["answered"] >= 0)]
    if len(wrong):
        first = wrong.iloc[0]
        raise InputError(
            f"response_bias: {len(wrong)} of {len(table)} segments have no number of answers between "
            f"0 and what was sent (first: {first['segment']}, {first['answered']:g} of "
            f"{first['sent']:g}); count the answers of these surveys only"
        )
    asked = table[table["sent"] > 0].reset_index(drop=True)
    asked.insert(3, "response_rate", asked["answered"] / asked["sent"])
    asked.insert(4, "share_of_sent", asked["sent"] / asked["sent"].sum())
    answers = asked["answered"].sum()
    asked.insert(5, "share_of_answers", asked["answered"] / answers if answers else np.nan)
    return ResponseBias(
        asked,
        _p_value(asked),
        _weighed(asked, "share_of_answers"),
        _weighed(asked, "share_of_sent"),
    )


def _p_value(asked: pd.DataFrame) -> float:
    """Pearson's test that answering does not depend on the segment; NaN where it cannot be asked."""
    silent = asked["sent"] - asked["answered"]
    if len(asked) < 2 or not asked["answered"].sum() or not silent.sum():
        return float("nan")
    return float(chi2_contingency([asked["answered"], silent], correction=False).pvalue)


def _weighed(asked: pd.DataFrame, weight: str) -> float:
    counted = asked[asked[weight] > 0]
    if counted.empty or counted["score"].isna().any():
        return float("nan")
    return float((counted[weight] * counted["score"]).sum())
