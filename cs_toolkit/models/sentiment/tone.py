"""How a comment sounds to a word list: VADER with our own words for English, our own elsewhere.

The tone is what a comment is labelled by where nobody gave a score, and one of the things that
the learned model looks at where somebody did: there it helps most when the scores are few.
"""

import math
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import numpy as np
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from ..lexicon import EVEN, LANGUAGES, Tone, read_lexicon
from ..plain_text import both_ends
from .emoji import emoji_weights

OWN_WORDS = 1.0  # the weight of our English words beside VADER's
VADER_EVEN = 15.0  # VADER's own constant: compound = x ÷ √(x² + 15)
VADER_READS = 400  # characters at a time: VADER's time grows with the square of the length
LEANING_WEIGHT = 4.0  # in a model, of what a comment leans to: it sums up many words
COLUMNS = 11
REMEMBERED = 50_000  # texts


def has_lexicon(language: str) -> bool:
    """Whether comments of this language can be classified without scores; "und" by its emoji alone."""
    return language in LANGUAGES or language == "und"


@lru_cache(REMEMBERED)  # the same few words are written by many
def tone_of(text: str, language: str) -> Tone:
    """The tone of a plain text; nothing at all (a zero tone) for a language without a lexicon.

    >>> tone_of("Not good, I waited two hours", "en").balance < 0
    True
    >>> tone_of("👍👍", "und").balance > 0
    True
    """
    text = both_ends(text)
    found = read_lexicon(language).tone(text) if language in LANGUAGES else Tone()
    if language == "en":
        return _with_vader(text, found)  # which knows the emoji already
    faces = emoji_weights(text)
    good = found.good + sum(weight for weight in faces if weight > 0)
    bad = found.bad - sum(weight for weight in faces if weight < 0)
    return Tone(good, bad, found.negations)


def _with_vader(text: str, own: Tone) -> Tone:
    compound = _vader_compound(text)
    both = (compound + OWN_WORDS * own.balance) / (1 + OWN_WORDS)
    vader_good, vader_bad = max(compound, 0.0), max(-compound, 0.0)
    lean = both * math.sqrt(EVEN / max(1 - both * both, 1e-6))  # what gives this balance
    common = min(own.good + vader_good, own.bad + vader_bad)
    return Tone(common + max(lean, 0.0), common + max(-lean, 0.0), own.negations)


def _vader_compound(text: str) -> float:
    total = 0.0
    for piece in _pieces(text):
        compound = _vader().polarity_scores(piece)["compound"]
        total += compound * math.sqrt(VADER_EVEN / max(1 - compound * compound, 1e-6))
    return total / math.sqrt(total * total + VADER_EVEN)


def _pieces(text: str) -> Iterator[str]:
    """A long text in pieces of about 400 characters, cut at the end of a sentence or a word."""
    while len(text) > VADER_READS:
        ends = (text.rfind(". ", 0, VADER_READS) + 1, text.rfind(" ", 0, VADER_READS), VADER_READS)
        cut = next(end for end in ends if end > 0)
        yield text[:cut]
        text = text[cut:]
    yield text


@cache
def _vader() -> SentimentIntensityAnalyzer:
    analyzer = SentimentIntensityAnalyzer()
    for term, weight in read_lexicon("en").weights.items():
        if weight == 0:
            analyzer.lexicon.pop(" ".join(term), None)
    return analyzer


def tones_of(texts: Sequence[str], languages: Sequence[str]) -> list[Tone]:
    """``tone_of`` each text."""
    return [tone_of(text, language) for text, language in zip(texts, languages, strict=True)]


def intensity(tone: Tone) -> float:
    """From 0 (no word that leans) towards 1 (many strong words)."""
    return 1 - 1 / (1 + (tone.good + tone.bad) / 2)


def tone_columns(texts: Sequence[str], tones: Sequence[Tone], leanings: np.ndarray) -> np.ndarray:
    """The tone of each text, and how it leans by its words, as numbers for a model to look at."""
    rows = np.zeros((len(texts), COLUMNS))
    for row, text, tone, leaning in zip(rows, texts, tones, leanings, strict=True):
        row[:] = (
            max(tone.balance, 0.0),
            max(-tone.balance, 0.0),
            math.log1p(tone.good),
            math.log1p(tone.bad),
            tone.balance == 0,
            min(tone.negations, 3) / 3,
            min(text.count("!"), 3) / 3,
            min(text.count("?"), 3) / 3,
            math.log1p(len(text)) / 8,
            LEANING_WEIGHT * max(leaning, 0.0),
            LEANING_WEIGHT * max(-leaning, 0.0),
        )
    return rows
