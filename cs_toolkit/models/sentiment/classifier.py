"""The classifier that learns from the respondents' own scores, in any language.

Two views of a comment are averaged. One looks at words, pairs of words and pieces of words
(TF-IDF) together with the tone that the word lists hear. The other weighs each of these terms by
how much more often one class says it than the rest (naive Bayes log-count ratios; Wang and
Manning, "Baselines and Bigrams", 2012). Both are logistic regressions with balanced classes;
``prior_weight`` then says how far the classes' true shares are let back in.
"""

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion

from ..plain_text import both_ends

# A Han or kana character is a word of its own; so is each sign, as "!" and emoji speak too.
WORD = (
    r"(?u)[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+(?:['’][^\W\u3040-\u30ff\u3400-\u9fff]+)?"
    r"|[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    r"|[^\w\s]"
)
TONE_WEIGHT = 0.5
SMOOTHING = 0.1
MOST_TERMS = 60_000


def _term_vectorizer(few: bool) -> FeatureUnion:
    rarest = 1 if few else 2
    words = TfidfVectorizer(
        preprocessor=str.lower, token_pattern=WORD, ngram_range=(1, 2), min_df=rarest,
        max_features=MOST_TERMS, sublinear_tf=True, dtype=np.float64,
    )  # fmt: skip
    pieces = TfidfVectorizer(
        preprocessor=_lower_ends, analyzer="char_wb", ngram_range=(2, 5), min_df=2,
        max_features=MOST_TERMS, sublinear_tf=True, dtype=np.float64,
    )  # fmt: skip
    return FeatureUnion([("words", words), ("pieces", pieces)])


def _lower_ends(text: str) -> str:
    return both_ends(text).lower()


class TermReader:
    """Turns texts into weighted terms; learns the terms once, for labels true and shuffled."""

    def __init__(self, texts):
        self.vectorizer = _term_vectorizer(few=len(texts) < 500)
        self.terms = self.vectorizer.fit_transform(texts).tocsr()

    def read(self, texts) -> sparse.csr_matrix:
        """One row per text, one column per term."""
        return self.vectorizer.transform(texts).tocsr()


class CommentClassifier:
    """Learns classes from terms and tones, where there are any; one chance per class."""

    def fit(self, terms, tones, labels) -> "CommentClassifier":
        """Learns from the rows' classes, at least two; each class is told from the rest."""
        labels = np.asarray(labels)
        self.classes, counts = np.unique(labels, return_counts=True)
        self.shares = counts / counts.sum()
        judged = self.classes[1:] if len(self.classes) == 2 else self.classes
        self.views = [_views(terms, tones, labels == one) for one in judged]
        return self

    def probabilities(self, terms, tones, prior_weight: float = 0.0) -> np.ndarray:
        """The chance of each class in each row; ``prior_weight`` 0 as if all were equally frequent."""
        beside = _beside(terms, tones)
        plain = [model.predict_proba(beside)[:, 1] for model, _, _ in self.views]
        weighed = [
            model.predict_proba(_times(terms, ratios))[:, 1] for _, model, ratios in self.views
        ]
        chances = _each_class(plain) + _each_class(weighed)
        return let_shares_in(chances / 2, self.shares, prior_weight)


def _views(terms, tones, is_class):
    """The two models of one class, and the ratios that the second weighs the terms by."""
    ratios = _log_count_ratios(terms, is_class)
    plain = _regression(3.0).fit(_beside(terms, tones), is_class)
    return plain, _regression(1.0).fit(_times(terms, ratios), is_class), ratios


def _each_class(chances):
    """One column per class that adds up to 1, from one column, or from each class against the rest."""
    if len(chances) == 1:
        return np.column_stack([1 - chances[0], chances[0]])
    columns = np.column_stack(chances)
    return columns / columns.sum(axis=1, keepdims=True)


def let_shares_in(chances, shares, prior_weight: float) -> np.ndarray:
    """Chances that were made for equally frequent classes, moved towards the classes' shares."""
    moved = chances * np.asarray(shares) ** prior_weight
    return moved / moved.sum(axis=1, keepdims=True)


def _regression(strength):
    # liblinear: quick where there are more terms than rows, and free of BLAS, so that a figure is
    # the same on every machine
    return LogisticRegression(
        C=strength, class_weight="balanced", solver="liblinear", dual=True,
        max_iter=1000, tol=1e-2, random_state=0,
    )  # fmt: skip


def _beside(terms, tones):
    if tones is None:
        return terms
    return sparse.hstack([terms, sparse.csr_matrix(TONE_WEIGHT * tones)], format="csr")


def _times(terms, ratios):
    return terms.multiply(ratios).tocsr()


def _log_count_ratios(terms, is_class):
    inside = SMOOTHING + np.asarray(terms[is_class].sum(axis=0)).ravel()
    outside = SMOOTHING + np.asarray(terms[~is_class].sum(axis=0)).ravel()
    return np.log((inside / inside.sum()) / (outside / outside.sum()))
