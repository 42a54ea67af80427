"""The three classes of sentiment, and which class a respondent's own score puts a comment in."""

import numpy as np
import pandas as pd

from ...config.surveys import TOP_BOX_FROM
from ...errors import InputError
from ..observations import Values

NEGATIVE, NEUTRAL, POSITIVE = "negative", "neutral", "positive"
CLASSES = (NEGATIVE, NEUTRAL, POSITIVE)
ABSTAINED, UNSUPPORTED = "abstained", "unsupported"
SIGNS = {NEGATIVE: -1.0, NEUTRAL: 0.0, POSITIVE: 1.0}


def labels_of_scores(
    scores: Values,
    lowest: float,
    highest: float,
    *,
    positive_from: float | None = None,
    negative_to: float | None = None,
) -> np.ndarray:
    """The class of each score: "positive", "neutral", "negative", or None where there is no score.

    Positive is the usual top box of the scale (4–5 of 1–5), negative the same number of answers at
    the bottom (1–2 of 1–5), unless the borders are given; for the net promoter question give
    ``positive_from=9, negative_to=6``. Raises ``InputError`` for a score off its scale.

    >>> labels_of_scores([5, 3, 1, None], 1, 5)
    array(['positive', 'neutral', 'negative', None], dtype=object)
    >>> labels_of_scores([0, 8, 10], 0, 10, positive_from=9, negative_to=6)
    array(['negative', 'neutral', 'positive'], dtype=object)
    """
    given = pd.Series(scores).reset_index(drop=True)
    values = pd.to_numeric(given, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    wrong = given.notna().to_numpy() & ~((values >= lowest) & (values <= highest))
    if wrong.any():
        first = int(np.flatnonzero(wrong)[0])
        raise InputError(
            f"scores: {wrong.sum()} of {len(given)} lie off the scale {lowest}–{highest} "
            f"(row {first}: {given[first]}); declare the survey's scale or leave these rows out"
        )
    if positive_from is None:
        positive_from = TOP_BOX_FROM.get((lowest, highest), highest - (highest - lowest) / 4)
    if negative_to is None:
        negative_to = lowest + highest - positive_from
    found = np.full(len(given), None, dtype=object)
    found[~np.isnan(values)] = NEUTRAL
    found[values >= positive_from] = POSITIVE
    found[values <= min(negative_to, np.nextafter(positive_from, -np.inf))] = NEGATIVE
    return found


def checked_labels(labels: Values, rows: int) -> np.ndarray:
    """Labels as "positive", "neutral", "negative" or None; raises for any other word."""
    given = pd.Series(labels).reset_index(drop=True).astype(object)
    if len(given) != rows:
        raise InputError(f"labels: {len(given)} for {rows} comments; give one for each, or None")
    given[given.isna()] = None
    strange = given[given.notna() & ~given.isin(CLASSES)]
    if len(strange):
        raise InputError(
            f"labels: {len(strange)} of {rows} are none of {', '.join(CLASSES)} "
            f'(row {strange.index[0]}: "{strange.iloc[0]}"); labels_of_scores makes them from scores'
        )
    return given.to_numpy()
