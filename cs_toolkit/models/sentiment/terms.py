"""Comments as weighted terms: words, pairs of words, and pieces of words (TF-IDF)."""

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfTransformer

from .grams import Grams, characters_of, words_of

MOST_TERMS = 60_000  # of each kind
FEW = 500  # texts; of so few each word counts, of more those that two say


class TermCounter:
    """Counts the terms that it met in the texts it was made with: once, for every fold of them."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.kinds = [Grams(words_of, 1, 2), Grams(characters_of, 2, 5)]
        self.rarest = [1 if len(texts) < FEW else 2, 2]
        self.counts = [
            kind.learn(texts, least) for kind, least in zip(self.kinds, self.rarest, strict=True)
        ]

    def count(self, texts: Sequence[str]) -> list[sparse.csr_matrix]:
        """One matrix for words and one for pieces: one row per text, one column per term."""
        return [kind.count(texts) for kind in self.kinds]

    def counts_of(self, rows: np.ndarray | slice) -> list[sparse.csr_matrix]:
        """The counts of some of the texts that it was made with."""
        return [counts[rows] for counts in self.counts]


class TermWeights:
    """Weighs terms by how rare they are in some of the counter's texts; too rare ones are left out."""

    def __init__(self, counter: TermCounter, rows: np.ndarray | slice = slice(None)) -> None:
        counts = counter.counts_of(rows)
        self.columns = [
            _frequent(kind, least) for kind, least in zip(counts, counter.rarest, strict=True)
        ]
        self.transformers = [
            TfidfTransformer(sublinear_tf=True).fit(kind[:, columns])
            for kind, columns in zip(counts, self.columns, strict=True)
        ]
        self.terms = self.weigh(counts)

    def weigh(self, counts: Sequence[sparse.csr_matrix]) -> sparse.csr_matrix:
        """One row per text, one column per term; each kind of terms has length 1."""
        parts = [
            transformer.transform(kind[:, columns])
            for transformer, kind, columns in zip(
                self.transformers, counts, self.columns, strict=True
            )
        ]
        return sparse.hstack(parts, format="csr")


def _frequent(counts: sparse.csr_matrix, rarest: int) -> np.ndarray:
    """The columns that enough texts hold, and of them the commonest."""
    texts = np.bincount(counts.indices, minlength=counts.shape[1])
    columns = np.flatnonzero(texts >= min(rarest, texts.max(initial=1)))
    if len(columns) > MOST_TERMS:
        often = np.asarray(counts.sum(axis=0)).ravel()[columns]
        columns = np.sort(columns[np.argsort(-often, kind="stable")[:MOST_TERMS]])
    return columns
