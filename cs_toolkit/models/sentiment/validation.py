"""How well a learned model does on comments that it had not seen, beside two trivial answers.

The majority share is what "always the commonest class" gets; the shuffled control is the same
model taught with the scores dealt out at random, which has nothing to learn. Where the model does
not clearly beat both, its labels would be noise, and it gives none.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import binomtest
from sklearn.metrics import f1_score

CLEARLY = 0.01  # the highest chance of so large an advantage by luck
FLOORS = (0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class Validation:
    """Held-out figures of one model: shares from 0 to 1, ``p_value`` of its advantage."""

    rows: int
    classes: dict[str, int]
    accuracy: float
    macro_f1: float
    majority_share: float
    shuffled_accuracy: float
    p_value: float
    by_confidence: pd.DataFrame

    @property
    def beats_trivial(self) -> bool:
        """Whether the model is clearly better than the majority and than its shuffled control."""
        return self.p_value < CLEARLY

    def __str__(self) -> str:
        verdict = "better than" if self.beats_trivial else "not clearly better than"
        counts = ", ".join(f"{n:,} {name}" for name, n in self.classes.items())
        return (
            f"Trained on {self.rows:,} scored comments ({counts}). On comments that it had not seen "
            f"{self.accuracy:.2f} are right (macro-F1 {self.macro_f1:.2f}), {verdict} always saying "
            f"the commonest class ({self.majority_share:.2f}) and the same model on shuffled scores "
            f"({self.shuffled_accuracy:.2f})."
        )


def validate(
    labels: np.ndarray,
    predicted: np.ndarray,
    confidence: np.ndarray,
    shuffled: np.ndarray,
    shuffled_predicted: np.ndarray,
) -> Validation:
    """Compares held-out predictions with the majority and with the shuffled control."""
    labels, predicted = np.asarray(labels), np.asarray(predicted)
    classes = pd.Series(labels).value_counts()
    right = predicted == labels
    trivial = labels == classes.index[0]
    control = np.asarray(shuffled_predicted) == np.asarray(shuffled)
    return Validation(
        rows=len(labels),
        classes={name: int(classes[name]) for name in sorted(classes.index)},
        accuracy=float(right.mean()),
        macro_f1=float(f1_score(labels, predicted, average="macro")),
        majority_share=float(trivial.mean()),
        shuffled_accuracy=float(control.mean()),
        p_value=max(_advantage_by_luck(right, trivial), _advantage_by_luck(right, control)),
        by_confidence=_by_confidence(right, np.asarray(confidence)),
    )


def _advantage_by_luck(right: np.ndarray, other: np.ndarray) -> float:
    """One-sided exact McNemar test: rows that only one of the two gets right, as coin throws."""
    only_right, only_other = int((right & ~other).sum()), int((other & ~right).sum())
    if only_right + only_other == 0:
        return 1.0
    return float(binomtest(only_right, only_right + only_other, 0.5, "greater").pvalue)


def _by_confidence(right: np.ndarray, confidence: np.ndarray) -> pd.DataFrame:
    """One row per floor: what is labelled and how right it is, where less sure ones abstain."""
    rows = []
    for floor in FLOORS:
        sure = confidence >= floor
        accuracy = float(right[sure].mean()) if sure.any() else np.nan
        rows.append((floor, float(sure.mean()), accuracy))
    return pd.DataFrame(rows, columns=["confidence_from", "labelled_share", "accuracy"])
