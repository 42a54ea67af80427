"""Sentiment by a model trained on the respondents' own scores, or no labels where it is no good."""

from collections import Counter

import numpy as np

from ..lexicon import Tone
from .by_words import lean_by_words
from .labels import ABSTAINED, CLASSES
from .learned import LearnedSentiment, learn_sentiment
from .reading import Reading
from .tone import tone_columns

NO_LABELS = "So it gives no labels."
ENOUGH_IN_LANGUAGE = 20  # scored comments from which the model knows a language


def read_by_scores(
    texts: list[str],
    languages: np.ndarray,
    tones: list[Tone],
    labels: np.ndarray,
    scored: np.ndarray,
    seed: int,
) -> Reading:
    """Labels texts with a model learned from the ``scored`` ones.

    A scored comment gets the label of a model that did not see it. A text of a language with fewer
    than twenty scored comments stays unsupported; one with no term that was ever seen, and all of
    them where the model does not beat the trivial answers, are abstained from.
    """
    languages = np.asarray(languages, dtype=object)
    taught = np.flatnonzero(scored)
    columns = tone_columns(texts, tones, lean_by_words(texts, languages, tones, seed))
    model = learn_sentiment(
        [texts[row] for row in taught], columns[taught], np.asarray(labels)[taught], seed
    )
    counts = Counter(languages[taught])
    spoken = np.array([counts[one] >= ENOUGH_IN_LANGUAGE for one in languages], dtype=bool)
    rows = np.flatnonzero(spoken)
    reading = Reading.unread(len(texts))
    reading.rows, reading.validation = model.validation.rows, model.validation
    reading.trained_on = str(model.validation)
    if not model.validation.beats_trivial:
        reading.trained_on += f" {NO_LABELS}"
        reading.fill(rows, ABSTAINED, np.nan, np.nan, "learned")
        return reading
    chances, known = _chances(model, texts, columns, taught, rows)
    best = np.array(CLASSES, dtype=object)[chances.argmax(axis=1)]
    reading.notes = _notes(best, rows, languages, np.asarray(labels), taught[model.learned_rows])
    best = np.where(known, best, ABSTAINED)
    reading.fill(rows, best, chances[:, 2] - chances[:, 0], chances.max(axis=1), "learned")
    return reading


def _notes(
    best: np.ndarray,
    rows: np.ndarray,
    languages: np.ndarray,
    labels: np.ndarray,
    learned: np.ndarray,
) -> list[str]:
    """How right the held-out labels are in each language."""
    mine = np.isin(rows, learned)
    right = best[mine] == labels[rows[mine]]
    spoken = languages[rows[mine]]
    return [
        f"{code}: {right[spoken == code].mean():.2f} right of {(spoken == code).sum():,} held out"
        for code in sorted(set(spoken))
    ]


def _chances(
    model: LearnedSentiment,
    texts: list[str],
    tones: np.ndarray,
    taught: np.ndarray,
    rows: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Chances of the classes in each row: held-out ones where the model learned from that row."""
    chances, known = model.chances([texts[row] for row in rows], tones[rows])
    place = {row: i for i, row in enumerate(rows)}
    learned = taught[model.learned_rows]
    kept = [i for i, row in enumerate(learned) if row in place]
    chances[[place[learned[i]] for i in kept]] = model.held_out[kept]
    return chances, known
