"""Sentiment learned from the respondents' own scores, checked on comments held out.

Comments with equal text stay in one fold, so no comment is judged by a model that saw it. The
rows' order changes nothing: folds follow from the text, and rows are sorted before they are learned.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sklearn.metrics import f1_score

from .classifier import CommentClassifier, let_shares_in
from .labels import CLASSES
from .terms import TermCounter, TermWeights
from .validation import Validation, validate

ENOUGH_ROWS = 200
ENOUGH_PER_CLASS = 10
MOST_ROWS = 4_000  # more add little, and a report must not wait
FOLDS = 5
PRIOR_WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True)
class LearnedSentiment:
    """A trained model, how it did, and the held-out chances of the rows that it learned from."""

    counter: TermCounter
    weights: TermWeights
    classifier: CommentClassifier
    prior_weight: float
    validation: Validation
    learned_rows: np.ndarray
    held_out: np.ndarray

    def chances(self, texts: Sequence[str], tones: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The chance of negative, neutral and positive for each text, and whether any term is known."""
        terms = self.weights.weigh(self.counter.count(texts))
        found = self.classifier.probabilities(terms, tones, self.prior_weight)
        return _in_three_columns(found, self.classifier.classes), np.diff(terms.indptr) > 0


def usable_rows(labels: np.ndarray) -> np.ndarray:
    """Which labelled rows can be learned from: those of a class with at least ten of them."""
    labels = np.asarray(labels, dtype=object)
    classes = [one for one in CLASSES if (labels == one).sum() >= ENOUGH_PER_CLASS]
    return np.isin(labels, classes)


def learn_sentiment(
    texts: Sequence[str], tones: np.ndarray, labels: np.ndarray, seed: int = 1
) -> LearnedSentiment:
    """Learns from texts with a label each; ``validation`` says whether it may be trusted.

    ``tones`` has one row of numbers per text, see ``tone_columns``; no label may have gone into it.
    """
    keys = [zlib.crc32(f"{seed} {text}".encode("utf-8", "replace")) for text in texts]
    drawn = sorted(range(len(texts)), key=lambda row: (keys[row], texts[row], labels[row]))
    rows = np.array(drawn[:MOST_ROWS])
    texts = [texts[row] for row in rows]
    labels = np.array([labels[row] for row in rows], dtype=object).astype(str)
    tones = tones[rows]
    folds = _folds(texts)
    shuffled = np.random.default_rng(seed).permutation(labels)

    counter = TermCounter(texts)
    classes = np.unique(labels)
    chances, control = _held_out_chances(counter, tones, labels, shuffled, folds)
    weight = _best_prior_weight(chances, classes, labels)
    settled = let_shares_in(chances, _shares(classes, labels), weight)
    control_weight = _best_prior_weight(control, classes, shuffled)
    control = let_shares_in(control, _shares(classes, shuffled), control_weight)
    validation = validate(
        labels, classes[settled.argmax(axis=1)], settled.max(axis=1),
        shuffled, classes[control.argmax(axis=1)],
    )  # fmt: skip
    weights = TermWeights(counter)
    classifier = CommentClassifier().fit(weights.terms, tones, labels)
    held_out = _in_three_columns(settled, classes)
    return LearnedSentiment(counter, weights, classifier, weight, validation, rows, held_out)


def _folds(texts: Sequence[str]) -> np.ndarray:
    """A fold for each text, the same for equal ones: dealt out in their order, which is by chance."""
    place = {text: at for at, text in enumerate(dict.fromkeys(texts))}
    return np.array([place[text] % FOLDS for text in texts])


def _held_out_chances(
    counter: TermCounter,
    tones: np.ndarray,
    labels: np.ndarray,
    shuffled: np.ndarray,
    folds: np.ndarray,
) -> np.ndarray:
    """Chances of each class in each row from models that did not see it, for both sets of labels.

    All classes alike where there is nothing to learn from: a single text, however often said.
    """
    classes = np.unique(labels)
    chances = np.full((2, len(labels), len(classes)), 1 / len(classes))
    for fold in range(FOLDS):
        inside, outside = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        if not len(inside) or not len(outside):
            continue
        weights = TermWeights(counter, inside)
        unseen = weights.weigh(counter.counts_of(outside))
        for into, taught in zip(chances, (labels, shuffled), strict=True):
            if len(np.unique(taught[inside])) < 2:
                continue
            model = CommentClassifier().fit(weights.terms, tones[inside], taught[inside])
            into[np.ix_(outside, np.searchsorted(classes, model.classes))] = model.probabilities(
                unseen, tones[outside]
            )
    return chances


def _best_prior_weight(chances: np.ndarray, classes: np.ndarray, labels: np.ndarray) -> float:
    """How far to let the classes' shares in: best mean of accuracy and macro-F1 on held-out rows.

    A weight that leaves the accuracy below the majority's is taken only where none reaches it.
    """
    shares = _shares(classes, labels)

    def merit(weight: float) -> tuple[bool, float]:
        predicted = classes[let_shares_in(chances, shares, weight).argmax(axis=1)]
        accuracy = np.mean(predicted == labels)
        balanced = f1_score(labels, predicted, average="macro")
        reaches = accuracy >= shares.max()
        return reaches, accuracy + balanced if reaches else accuracy

    return max(PRIOR_WEIGHTS, key=merit)


def _shares(classes: np.ndarray, labels: np.ndarray) -> np.ndarray:
    return np.array([np.mean(labels == one) for one in classes])


def _in_three_columns(chances: np.ndarray, classes: np.ndarray) -> np.ndarray:
    wide = np.zeros((len(chances), len(CLASSES)))
    wide[:, [CLASSES.index(one) for one in classes]] = chances
    return wide
