"""What a backend makes of a list of texts."""

from dataclasses import dataclass, field

import numpy as np

from .labels import NEGATIVE, NEUTRAL, POSITIVE, UNSUPPORTED
from .validation import Validation


@dataclass
class Reading:
    """Per text: label, score (−1 to 1), confidence (0 to 1), method; and what they rest on."""

    labels: np.ndarray
    scores: np.ndarray
    confidence: np.ndarray
    methods: np.ndarray
    rows: int = 0
    trained_on: str = ""
    validation: Validation | None = None
    notes: list[str] = field(default_factory=list)

    @classmethod
    def unread(cls, texts: int) -> "Reading":
        """A reading of so many texts in which all are still unsupported."""
        return cls(
            np.full(texts, UNSUPPORTED, dtype=object),
            np.full(texts, np.nan),
            np.full(texts, np.nan),
            np.full(texts, None, dtype=object),
        )

    def fill(
        self,
        rows: np.ndarray | slice,
        labels: np.ndarray | str,
        scores: np.ndarray | float,
        confidence: np.ndarray | float,
        methods: np.ndarray | str,
    ) -> None:
        """Puts a part of the texts in."""
        self.labels[rows], self.methods[rows] = labels, methods
        self.scores[rows], self.confidence[rows] = scores, confidence


def labels_in_bands(scores: np.ndarray, bands: np.ndarray | float) -> np.ndarray:
    """Negative below −band, positive above band, neutral between.

    >>> labels_in_bands(np.array([-0.4, 0.01, 0.2]), 0.05)
    array(['negative', 'neutral', 'positive'], dtype=object)
    """
    found = np.full(len(scores), NEUTRAL, dtype=object)
    found[scores > bands] = POSITIVE
    found[scores < -np.asarray(bands)] = NEGATIVE
    return found


def confidence_in_bands(scores: np.ndarray, bands: np.ndarray | float) -> np.ndarray:
    """How far a score lies from 0 for a leaning one, how near for a neutral one. Not calibrated."""
    return np.where(np.abs(scores) <= bands, 1 - np.abs(scores), np.abs(scores))
