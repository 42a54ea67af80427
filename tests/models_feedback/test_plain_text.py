"""Comments may hold anything; what the models read is plain, short and quick to make."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_toolkit.models.plain_text import LONGEST, plain_text


@pytest.mark.parametrize(
    ("comment", "plain"),
    [
        ("<script>alert('x')</script>Fine<br>work", "Fine work"),
        ("<style>p{color:red}</style>ok", "ok"),
        ("a < b and c > d, I <3 it", "a < b and c > d, I <3 it"),
        ("Caf&eacute; &amp; bar", "Café & bar"),
        ("see https://example.org/a?b=c now", "see now"),
        ("zero\u200bwidth \u202eright-to-left\u202c", "zero width right-to-left"),
        ("null\x00byte", "null byte"),
        ("lone\ud800surrogate", "lone surrogate"),
        ("ＦＵＬＬ　ｗｉｄｔｈ，", "FULL width,"),
        (" \n\t ", ""),
        (None, ""), (np.nan, ""), (pd.NA, ""), (pd.NaT, ""),
        (5, "5"), (b"bytes", "b'bytes'"), ("", ""),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
    ],
)  # fmt: skip
def test_what_is_left_of_a_comment(comment, plain):
    assert plain_text(comment) == plain


def test_a_hundred_kilobytes_are_cut():
    assert len(plain_text("word " * 20_000)) <= LONGEST
    assert len(plain_text("<" * 100_000)) <= LONGEST
    assert plain_text("<script>" + "x" * 100_000) == ""


@given(st.text())
def test_plain_text_is_plain_and_stays_as_it_is(comment):
    plain = plain_text(comment)
    assert plain == plain.strip()
    assert not any(ord(character) < 32 for character in plain)
    plain.encode("utf-8")
