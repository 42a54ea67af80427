"""The sentiment of comments: one label each, how sure, by which method, and how well that does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ...config.no_comment import says_nothing
from ...errors import InputError, did_you_mean
from ..language import identify_languages
from ..lexicon import Tone
from ..plain_text import plain_texts
from .by_callable import read_by_callable
from .by_scores import read_by_scores
from .by_words import read_by_words
from .emoji import count_emoji
from .labels import (
    ABSTAINED,
    CLASSES,
    NEGATIVE,
    NEUTRAL,
    POSITIVE,
    UNSUPPORTED,
    checked_labels,
)  # fmt: skip
from .learned import ENOUGH_ROWS, usable_rows
from .reading import Reading
from .tone import has_lexicon, intensity, tones_of
from .validation import Validation

BACKENDS = ("auto", "learned", "lexicon", "callable")
SEED = 1


@dataclass(frozen=True)
class Sentiment:
    """What was found. ``comments`` has one row per comment, in the order given: label, score
    (−1 to 1), confidence, intensity (0 to 1), language, emoji, method. ``trained_on`` says in
    words what the labels rest on and how well that does, ``rows`` how many were learned from."""

    comments: pd.DataFrame
    rows: int
    trained_on: str
    validation: Validation | None = None
    notes: list[str] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """Comments by what became of them; the five parts add up to ``comments``."""
        label = self.comments["label"]
        kinds = (POSITIVE, NEUTRAL, NEGATIVE, UNSUPPORTED, ABSTAINED)
        parts = {f"{kind}_comments": int((label == kind).sum()) for kind in kinds}
        return {**parts, "comments": int(label.notna().sum())}


def analyse_sentiment(
    comments: Sequence[object],
    labels: Sequence[object] | None = None,
    *,
    backend: str = "auto",
    languages: Sequence[object] | None = None,
    language: str | None = None,
    classify: Callable | None = None,
    abstain_below: float = 0.0,
    seed: int = SEED,
) -> Sentiment:
    """The sentiment of each comment: positive, neutral, negative, abstained or unsupported.

    ``labels`` are the classes of the respondents' own scores, None where unscored (see
    ``labels_of_scores``). ``backend`` "learned" trains on them (at least 200) and gives no label
    where it does not clearly beat the majority and its shuffled control; "lexicon" goes by words;
    "callable" asks ``classify``, a function from a list of texts to labels or scores from −1 to 1;
    "auto" learns where it can, and goes by words where it can't. Comments less sure than
    ``abstain_below`` are "abstained". A missing or blank comment has no label, nor has "n/a" or "none".
    ``languages`` declares what is known of each comment, ``language`` the company's own, which short
    comments are read in. Raises ``InputError`` for a wrong call.

    >>> found = analyse_sentiment(["Great service, thank you!", "Terrible, never again", " "])
    >>> found.comments["label"].tolist()
    ['positive', 'negative', None]
    >>> found.counts()["comments"]
    2
    """
    if backend not in BACKENDS:
        raise InputError(f'there is no backend "{backend}": {did_you_mean(backend, BACKENDS)}')
    every = plain_texts(comments)
    classes = checked_labels([None] * len(every) if labels is None else labels, len(every))
    spoken = identify_languages(every, languages, language)
    here = np.flatnonzero([not says_nothing(text) for text in every])
    texts, own, codes = [every[row] for row in here], classes[here], spoken[here]
    tones = tones_of(texts, list(codes))
    scored = usable_rows(own)
    can_learn = scored.sum() >= ENOUGH_ROWS and len(set(own[scored])) > 1
    if backend == "learned" and not can_learn:
        raise InputError(
            f"labels: {scored.sum()} scored comments in classes of ten or more; to learn from them "
            f'takes {ENOUGH_ROWS} in two classes, so use backend="lexicon" or "auto"'
        )
    if backend == "callable":
        reading = read_by_callable(texts, classify)
    elif can_learn and backend != "lexicon":
        reading = read_by_scores(texts, codes, tones, own, scored, seed)
        if backend == "auto":
            _complete_by_words(reading, texts, codes, tones, seed)
    else:
        reading = read_by_words(texts, codes, tones, seed)
    unsure = np.isin(reading.labels, CLASSES) & (reading.confidence < abstain_below)
    reading.labels[unsure] = ABSTAINED
    frame = _one_row_per_comment(every, here, codes, tones, reading)
    return Sentiment(
        frame, reading.rows, reading.trained_on, reading.validation, list(reading.notes)
    )


def _complete_by_words(
    reading: Reading, texts: list[str], languages: np.ndarray, tones: list[Tone], seed: int
) -> None:
    """Texts that the model cannot read, by their language's words.

    They are in a language with too few scores to learn from, or hold no term that was ever scored.
    """
    unread = reading.labels == UNSUPPORTED
    if reading.validation is not None and reading.validation.beats_trivial:
        unread |= reading.labels == ABSTAINED
    rows = np.flatnonzero(unread)
    words = read_by_words(
        [texts[row] for row in rows], languages[rows], [tones[row] for row in rows], seed
    )
    reading.fill(rows, words.labels, words.scores, words.confidence, words.methods)
    reading.notes += words.notes


def _one_row_per_comment(
    every: Sequence[str],
    here: np.ndarray,
    languages: np.ndarray,
    tones: list[Tone],
    reading: Reading,
) -> pd.DataFrame:
    blank = pd.Series([None] * len(every), dtype=object)
    frame = pd.DataFrame(
        {"label": blank, "score": np.nan, "confidence": np.nan, "intensity": np.nan,
         "language": blank, "emoji": [count_emoji(text) for text in every], "method": blank}
    )  # fmt: skip
    known = np.array([has_lexicon(language) for language in languages], dtype=bool)
    strength = np.array([intensity(tone) for tone in tones], dtype=float)
    found = {
        "label": reading.labels, "score": reading.scores, "confidence": reading.confidence,
        "method": reading.methods, "language": languages,
        # where no list says how strong the words are, how far the model leans must do
        "intensity": np.where(known, strength, np.abs(reading.scores)),
    }  # fmt: skip
    for column, values in found.items():
        frame.loc[here, column] = values
    return frame
