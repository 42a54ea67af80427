"""Sentiment without scores: word lists, and what can be learned from them. Weaker, and called so."""

import numpy as np

from ..lexicon import Tone
from .labels import ABSTAINED
from .reading import Reading, confidence_in_bands, labels_in_bands
from .self_training import self_train
from .tone import has_lexicon

NEUTRAL_BAND = 0.05  # VADER's own: a balance nearer to 0 is neutral


def read_by_words(texts: list[str], languages: np.ndarray, tones: list[Tone], seed: int) -> Reading:
    """Labels texts by the words of their language; those of a language without a list stay unsupported.

    A text without any known word is neutral in English, where the lists are wide; in a language
    of seed words that says nothing, and it is abstained from.
    """
    languages = np.asarray(languages, dtype=object)
    reading = Reading.unread(len(texts))
    for language in sorted(set(languages)):
        if not has_lexicon(language):
            continue
        rows = np.flatnonzero(languages == language)
        balances = np.array([tones[row].balance for row in rows])
        trained = self_train([texts[row] for row in rows], balances, seed)
        method = "VADER and own words" if language == "en" else "seed words"
        bands: np.ndarray | float
        if trained.scores is None:
            scores, bands = balances, NEUTRAL_BAND
            silent = (balances == 0) & (language != "en")
        else:
            # neutral is what neither the seed words nor what was learned from them find leaning
            scores, silent = trained.scores, np.zeros(len(rows), dtype=bool)
            bands = np.where(np.abs(balances) < NEUTRAL_BAND, 2 * NEUTRAL_BAND, 0.0)
            method += ", self-trained"
        labels = np.where(silent, ABSTAINED, labels_in_bands(scores, bands))
        confidence = np.where(silent, 0.0, confidence_in_bands(scores, bands))
        reading.fill(rows, labels, scores, confidence, method)
        reading.notes.append(f"{language}: {len(rows):,} comments by {method} ({trained.note})")
    reading.trained_on = (
        "Nobody's scores: labels follow word lists, which is weaker than a model trained on the "
        "respondents' own scores, and nothing here measures how weak."
    )
    return reading


def lean_by_words(
    texts: list[str], languages: np.ndarray, tones: list[Tone], seed: int
) -> np.ndarray:
    """How each text leans, −1 to 1: by its language's list and what all comments taught that list.

    No score goes into it. So it brings to a model that learns from the scored comments what the
    unscored ones have in common.
    """
    languages = np.asarray(languages, dtype=object)
    leanings = np.array([tone.balance for tone in tones], dtype=float)
    for language in sorted(filter(has_lexicon, set(languages))):
        rows = np.flatnonzero(languages == language)
        trained = self_train([texts[row] for row in rows], leanings[rows], seed)
        if trained.scores is not None:
            leanings[rows] = trained.scores
    return leanings
