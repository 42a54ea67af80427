"""The classifier that learns from the respondents' own scores, in any language.

Two views of a comment are averaged. One looks at words, pairs of words and pieces of words
(TF-IDF) together with the tone that the word lists find. The other weighs each of these terms by
how much more often one class says it than the rest (naive Bayes log-count ratios; Wang and
Manning, "Baselines and Bigrams", 2012). Both are logistic regressions with balanced classes;
``prior_weight`` then says how far the classes' true shares are let back in.
"""

import numpy as np
from scipy import sparse
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

TONE_WEIGHT = 0.5
SMOOTHING = 0.1


class CommentClassifier:
    """Learns classes from terms and tones, where there are any; one chance per class."""

    def fit(
        self, terms: sparse.csr_matrix, tones: np.ndarray | None, labels: np.ndarray
    ) -> "CommentClassifier":
        """Learns from the rows' classes, at least two; each class is distinguished from the rest."""
        labels = np.asarray(labels)
        self.classes, counts = np.unique(labels, return_counts=True)
        self.shares = counts / counts.sum()
        judged = self.classes[1:] if len(self.classes) == 2 else self.classes
        self.views = [_Views(terms, tones, labels == one) for one in judged]
        return self

    def probabilities(
        self, terms: sparse.csr_matrix, tones: np.ndarray | None, prior_weight: float = 0.0
    ) -> np.ndarray:
        """The chance of each class in each row; ``prior_weight`` 0 as if all were equally frequent."""
        beside = _beside(terms, tones)
        plain = [expit(beside @ one.plain + one.plain_from) for one in self.views]
        weighed = [expit(terms @ one.weighed + one.weighed_from) for one in self.views]
        chances = _each_class(plain) + _each_class(weighed)
        return let_shares_in(chances / 2, self.shares, prior_weight)


class _Views:
    """The two models of one class, as a weight for each column and where each starts from."""

    def __init__(
        self, terms: sparse.csr_matrix, tones: np.ndarray | None, is_class: np.ndarray
    ) -> None:
        ratios = _log_count_ratios(terms, is_class)
        model = _regression(3.0).fit(_beside(terms, tones), is_class)
        self.plain, self.plain_from = model.coef_[0], model.intercept_[0]
        model = _regression(1.0).fit(terms.multiply(ratios).tocsr(), is_class)
        # a text times the ratios times the weights: the ratios go into the weights once
        self.weighed, self.weighed_from = ratios * model.coef_[0], model.intercept_[0]


def _each_class(chances: list[np.ndarray]) -> np.ndarray:
    """One column per class that adds up to 1, from one column, or from each class against the rest."""
    if len(chances) == 1:
        return np.column_stack([1 - chances[0], chances[0]])
    columns = np.column_stack(chances)
    return columns / columns.sum(axis=1, keepdims=True)


def let_shares_in(chances: np.ndarray, shares: np.ndarray, prior_weight: float) -> np.ndarray:
    """Chances that were made for equally frequent classes, moved towards the classes' shares."""
    moved = chances * np.asarray(shares) ** prior_weight
    return moved / moved.sum(axis=1, keepdims=True)


def _regression(strength: float) -> LogisticRegression:
    # liblinear: quick where there are more terms than rows, and free of BLAS, so that a figure is
    # the same on every machine
    return LogisticRegression(
        C=strength, class_weight="balanced", solver="liblinear", dual=True,
        max_iter=1000, tol=1e-2, random_state=0,
    )  # fmt: skip


def _beside(terms: sparse.csr_matrix, tones: np.ndarray | None) -> sparse.csr_matrix:
    if tones is None:
        return terms
    return sparse.hstack([terms, sparse.csr_matrix(TONE_WEIGHT * tones)], format="csr")


def _log_count_ratios(terms: sparse.csr_matrix, is_class: np.ndarray) -> np.ndarray:
    inside = SMOOTHING + np.asarray(terms[is_class].sum(axis=0)).ravel()
    outside = SMOOTHING + np.asarray(terms[~is_class].sum(axis=0)).ravel()
    return np.log((inside / inside.sum()) / (outside / outside.sum()))
