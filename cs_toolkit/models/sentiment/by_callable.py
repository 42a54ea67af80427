"""Sentiment by a function that the user brings: an own model, or a service that they trust."""

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from ...errors import InputError
from .by_words import NEUTRAL_BAND
from .labels import ABSTAINED, CLASSES, SIGNS
from .reading import Reading, confidence_in_bands, labels_in_bands


def read_by_callable(texts: Sequence[str], classify: Callable | None) -> Reading:
    """Labels texts with ``classify(list of texts)``: labels, or scores from −1 to 1, one for each."""
    if not callable(classify):
        raise InputError('backend="callable" needs classify, a function from texts to labels')
    answers = pd.Series(list(classify(list(texts))), dtype=object)
    if len(answers) != len(texts):
        raise InputError(f"classify gave {len(answers)} answers to {len(texts)} texts")
    named = answers.isin(CLASSES).to_numpy(dtype=bool)
    missing = answers.isna().to_numpy(dtype=bool)
    scores = pd.to_numeric(answers, errors="coerce").to_numpy(float, na_value=np.nan, copy=True)
    wrong = ~(named | missing | (np.abs(scores) <= 1))
    if wrong.any():
        first = int(np.flatnonzero(wrong)[0])
        raise InputError(
            f"classify: {wrong.sum()} of {len(texts)} answers are neither {', '.join(CLASSES)} nor "
            f'a score from −1 to 1 (answer {first}: "{answers[first]}")'
        )
    scores[named] = [SIGNS[name] for name in answers[named]]
    labels = np.where(missing, ABSTAINED, labels_in_bands(scores, NEUTRAL_BAND))
    reading = Reading.unread(len(texts))
    reading.fill(slice(None), labels, scores, confidence_in_bands(scores, NEUTRAL_BAND), "callable")
    reading.trained_on = "A function that was given; nothing here measures how well it does."
    return reading
