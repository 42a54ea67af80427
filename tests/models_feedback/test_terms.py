"""Terms are counted as scikit-learn counts them, only sooner."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

from cs_toolkit.models.sentiment.grams import WORD, Grams, characters_of, words_of
from cs_toolkit.models.sentiment.terms import TermCounter, TermWeights
from tests.models_feedback.invented_comments import invented_comments

TEXTS = [
    "the room was large and the staff was kind", "the staff was rude, the room dark",
    "房间很大,早餐太差", "早餐很好 the room", "😀 👍 the", "a", "the the the",
]  # fmt: skip


def columns_of(counts) -> list[tuple]:
    """The columns of a matrix, in an order of their own."""
    return sorted(map(tuple, np.asarray(counts.todense()).T))


def test_words_and_pairs_of_words():
    theirs = CountVectorizer(
        preprocessor=str.lower, token_pattern=WORD.pattern, ngram_range=(1, 2), min_df=2
    )
    assert columns_of(Grams(words_of, 1, 2).learn(TEXTS, 2)) == columns_of(
        theirs.fit_transform(TEXTS)
    )


def test_pieces_of_words():
    """As "char_wb", which counts a word that is shorter than a piece once more: here none is."""
    texts = [" ".join(word for word in text.split() if len(word) > 2) for text in TEXTS]
    theirs = CountVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2)
    assert columns_of(Grams(characters_of, 2, 5).learn(texts, 2)) == columns_of(
        theirs.fit_transform(texts)
    )


@given(st.lists(st.text(max_size=30), min_size=1, max_size=6))
def test_what_was_learned_is_counted_alike(texts):
    for grams in (Grams(words_of, 1, 2), Grams(characters_of, 2, 5)):
        learned = grams.learn(texts, 1)
        assert (learned != grams.count(texts)).nnz == 0


def test_a_text_of_nothing_known_has_no_terms():
    grams = Grams(words_of, 1, 2)
    grams.learn(TEXTS, 2)
    assert grams.count(["quite unheard of", ""]).nnz == 0


def test_a_fold_is_weighed_as_if_the_rest_were_not_there():
    texts = list(invented_comments(600)[0])
    inside = np.arange(0, 600, 2)
    counter = TermCounter(texts)
    ours = TermWeights(counter, inside)
    theirs = TfidfVectorizer(
        preprocessor=str.lower, token_pattern=WORD.pattern, ngram_range=(1, 2), min_df=2,
        sublinear_tf=True,
    ).fit_transform([texts[row] for row in inside])  # fmt: skip
    words = ours.terms[:, : len(ours.columns[0])]
    assert words.shape == theirs.shape
    pd.testing.assert_frame_equal(
        pd.DataFrame(np.sort(words.todense(), axis=1)),
        pd.DataFrame(np.sort(theirs.todense(), axis=1)),
    )
