"""The phrase books, and comments whose words fit their tone and theme."""

import numpy as np
import pytest

from cs_toolkit.sample.comments import (
    COMPLAINT,
    NEUTRAL,
    PRAISE,
    PRICE,
    THEMES,
    TONES,
    invent_comments,
    invent_messages,
    phrases,
)
from cs_toolkit.sample.conversations import KINDS
from cs_toolkit.sample.population import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_phrase_book_has_every_part(language):
    book = phrases(language)
    assert book["openings"].keys() == book["closings"].keys() == set(TONES)
    for part in ("praise", "complaint", "wish"):
        assert tuple(book[part]) == THEMES
        assert len({len(clauses) for clauses in book[part].values()}) == 1
    assert book["messages"].keys() == set(KINDS)


def comments(language: str, tone: int, theme: int, count: int = 400) -> list[str]:
    codes = np.full(count, LANGUAGES.index(language))
    rng = np.random.default_rng(1)
    return invent_comments(rng, codes, np.full(count, tone), np.full(count, theme)).to_pylist()


def test_comments_are_many_and_never_empty():
    written = comments("en", COMPLAINT, PRICE)
    assert all(text.strip() == text and len(text) > 10 for text in written)
    assert len(set(written)) > 150


def test_each_comment_is_about_its_theme():
    book = phrases("fr")
    about = book["praise"]["price"] + book["wish"]["price"]
    assert all(any(clause in text for clause in about) for text in comments("fr", PRAISE, PRICE))


def test_praise_holds_no_complaint_and_a_complaint_no_praise():
    book = phrases("ro")
    for tone, other in ((PRAISE, "complaint"), (COMPLAINT, "praise")):
        wrong = [clause for clauses in book[other].values() for clause in clauses]
        assert not any(clause in text for text in comments("ro", tone, PRICE) for clause in wrong)


def test_neutral_customers_mostly_wish():
    wishes = [wish for clauses in phrases("pt")["wish"].values() for wish in clauses]
    share = np.mean(
        [any(wish in text for wish in wishes) for text in comments("pt", NEUTRAL, PRICE)]
    )
    assert 0.6 < share < 0.9


def test_chinese_is_written_without_blanks():
    assert not any(" " in text for text in comments("zh", COMPLAINT, PRICE))


def test_rows_keep_their_language():
    codes = np.array([4, 0, 1, 4, 2])
    written = invent_messages(np.random.default_rng(0), codes, "glad").to_pylist()
    assert [
        text in phrases(LANGUAGES[code])["messages"]["glad"]
        for text, code in zip(written, codes, strict=True)
    ] == [True] * 5
