"""How often the words, pairs of words and pieces of words of some texts stand in a text.

All texts are read at once, as one row of numbers: a run of n signs is its first n − 1, looked up,
and one sign more. A run that is frequent has a frequent beginning, so each length is looked for
only where the length before was found, and a text of a thousand characters takes less than a
thousandth of a second.
"""

import re
from collections.abc import Callable, Sequence
from itertools import chain

import numpy as np
import pandas as pd
from scipy import sparse

from ..plain_text import both_ends

# A Han or kana character is a word of its own; so is each sign, as "!" and emoji speak too.
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
WORD = re.compile(
    rf"{UNSPACED.pattern}"
    r"|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+(?:['’][^\W\u3040-\u30ff\u3400-\u9fff]+)?"
    r"|[^\w\s]"
)
AT_ONCE = 2_000  # texts that are counted together, so that memory stays bounded


def words_of(texts: Sequence[str]) -> tuple[list, np.ndarray, np.ndarray]:
    """The words of all texts one after the other, how many follow in the same text, and its number."""
    # what is written without blanks has several times as many words in as many characters
    read = (both_ends(text) if UNSPACED.search(text) else text for text in texts)
    found = [WORD.findall(text.lower()) for text in read]
    lengths = np.array([len(words) for words in found], dtype=np.int64)
    return (
        list(chain.from_iterable(found)),
        _room(lengths),
        np.repeat(np.arange(len(found)), lengths),
    )


def characters_of(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same of characters; each word has a blank on both sides, and no run leaves its word."""
    words = [both_ends(text).lower().split() for text in texts]
    flat = list(chain.from_iterable(words))
    joined = "".join(f" {word} " for word in flat)
    signs = np.frombuffer(joined.encode("utf-32-le", "replace"), dtype=np.uint32).astype(np.int64)
    lengths = np.array([len(word) + 2 for word in flat], dtype=np.int64)
    row_of_word = np.repeat(np.arange(len(words)), [len(own) for own in words])
    return signs, _room(lengths), np.repeat(row_of_word, lengths)


def _room(lengths: np.ndarray) -> np.ndarray:
    """For each place how many signs are left in its stretch, itself included."""
    ends = np.cumsum(lengths)
    return np.repeat(ends, lengths) - np.arange(ends[-1] if len(ends) else 0)


class Grams:
    """The runs of ``shortest`` to ``longest`` signs that at least ``rarest`` of some texts hold."""

    def __init__(self, signs_of: Callable, shortest: int, longest: int) -> None:
        self.signs_of, self.shortest, self.longest = signs_of, shortest, longest

    def learn(self, texts: Sequence[str], rarest: int) -> sparse.csr_matrix:
        """Learns the runs; their counts, one row per text and one column per run."""
        signs, room, rows = self.signs_of(texts)
        unique = sorted(set(signs)) if isinstance(signs, list) else np.unique(signs).tolist()
        self.signs = {sign: place for place, sign in enumerate(unique)}
        self.known: list[pd.Index] = []
        counts = []
        signs = self._numbered(signs)
        runs = np.zeros(len(signs), dtype=np.int64)
        for length in range(1, self.longest + 1):
            here, keys = self._next(runs, signs, room, length)
            place, unique = pd.factorize(keys, sort=True)  # quicker than to sort all of them
            found = _counted(rows[here], place, (len(texts), len(unique)))
            kept = np.bincount(found.indices, minlength=len(unique)) >= rarest
            if length <= self.shortest and not kept.any():
                kept[:] = True  # comments that have nothing in common are still read
            self.known.append(pd.Index(unique[kept]))
            counts.append(found[:, kept])
            runs = np.full(len(signs), -1)
            runs[here] = np.where(kept, np.cumsum(kept) - 1, -1)[place]
        return sparse.hstack(counts[self.shortest - 1 :], format="csr")

    def count(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """The counts of the learned runs in other texts."""
        starts = range(0, max(len(texts), 1), AT_ONCE)
        parts = [self._count(texts[start : start + AT_ONCE]) for start in starts]
        return sparse.vstack(parts, format="csr")

    def _count(self, texts: Sequence[str]) -> sparse.csr_matrix:
        signs, room, rows = self.signs_of(texts)
        signs = self._numbered(signs)
        runs = np.zeros(len(signs), dtype=np.int64)
        columns, of_rows, before = [], [], 0
        for length, known in enumerate(self.known, start=1):
            here, keys = self._next(runs, signs, room, length)
            place = known.get_indexer(keys)
            runs = np.full(len(signs), -1)
            runs[here] = place
            if length >= self.shortest:
                found = place >= 0
                columns.append(place[found] + before)
                of_rows.append(rows[here[found]])
                before += len(known)
        return _counted(np.concatenate(of_rows), np.concatenate(columns), (len(texts), before))

    def _numbered(self, signs: list[str] | np.ndarray) -> np.ndarray:
        """Each sign as its number; −1 for one that was not met."""
        if not isinstance(signs, list):
            return pd.Index(list(self.signs)).get_indexer(signs)
        get = self.signs.get  # quicker than an index of text
        return np.fromiter((get(sign, -1) for sign in signs), dtype=np.int64, count=len(signs))

    def _next(
        self, runs: np.ndarray, signs: np.ndarray, room: np.ndarray, length: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """Where a known run goes on for one more known sign, and the key of the longer run."""
        here = np.flatnonzero((runs >= 0) & (room >= length))
        here = here[signs[here + length - 1] >= 0]
        return here, runs[here] * len(self.signs) + signs[here + length - 1]


def _counted(rows: np.ndarray, columns: np.ndarray, shape: tuple[int, int]) -> sparse.csr_matrix:
    ones = np.ones(len(rows))
    return sparse.coo_matrix((ones, (rows, columns)), shape=shape).tocsr()
