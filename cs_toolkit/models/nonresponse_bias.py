"""The bias of silence: do those who comment score like those who only tick a box?

Where they don't, the comments speak for the ones who wrote them and not for all who answered.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import mannwhitneyu, ttest_ind

from ..formatting.numbers import plain_number
from . import observations

CLEARLY = 0.05
FEWEST = 10


@dataclass(frozen=True)
class BiasOfSilence:
    """``table``: one row for those who comment and one for the silent: answers, mean, low, high.

    ``difference`` is the mean of those who comment less that of the silent, with its 95% interval
    (Welch), ``p_value`` the chance of such ranks if there were none (Mann and Whitney).
    """

    table: pd.DataFrame
    difference: float
    low: float
    high: float
    p_value: float
    note: str = ""

    @property
    def sentence(self) -> str:
        """The finding in words."""
        if self.note:
            return f"Whether those who comment score alike is {self.note}."
        if self.p_value >= CLEARLY:
            return "Those who comment score no clearly different from those who stay silent."
        way = "lower" if self.difference < 0 else "higher"
        return (
            f"Those who comment score {abs(self.difference):.2f} {way} than those who stay silent "
            f"(95% interval {plain_number(self.low)} to {plain_number(self.high)}): comments alone would mislead."
        )


def bias_of_silence(scores: np.ndarray, comments: Sequence[object]) -> BiasOfSilence:
    """Compares the scores of answers with a comment and without one; unanswered ones are left out.

    ``comments`` are texts; a missing or blank one is silence.

    >>> found = bias_of_silence([2, 3] * 20 + [8, 9] * 20, ["late"] * 40 + [None] * 40)
    >>> found.difference
    -6.0
    """
    scores = pd.to_numeric(pd.Series(scores), errors="coerce").to_numpy(float, na_value=np.nan)
    texts = pd.Series(comments, dtype=object)
    if len(scores) or len(texts):
        observations.same_length(scores=scores, comments=texts)
    spoke = texts.notna().to_numpy() & (texts.astype(str).str.strip() != "").to_numpy()
    answered = ~np.isnan(scores)
    spoken, silent = np.sort(scores[answered & spoke]), np.sort(scores[answered & ~spoke])
    rows = [("with a comment", spoken), ("silent", silent)]
    table = pd.DataFrame(
        [(who, len(own), own.mean() if len(own) else np.nan) for who, own in rows],
        columns=["who", "answers", "mean"],
    )
    if min(len(spoken), len(silent)) < FEWEST:
        note = (
            f"not available: needs {FEWEST} scores of either kind, there are {len(spoken)} "
            f"with a comment and {len(silent)} without"
        )
        return BiasOfSilence(table, *(float("nan"),) * 4, note)
    difference = float(spoken.mean() - silent.mean())
    if np.ptp(spoken) == 0 and np.ptp(silent) == 0:
        low = high = difference
    else:
        low, high = ttest_ind(spoken, silent, equal_var=False).confidence_interval()
    p_value = float(mannwhitneyu(spoken, silent).pvalue)
    return BiasOfSilence(table, difference, float(low), float(high), p_value)
