"""Comments as plain text: what people typed, without markup, control characters or excess length.

A comment comes from outside and may hold anything: HTML, scripts, null bytes, right-to-left marks,
a hundred kilobytes. The models read the plain text only; the reports escape what they show.
"""

import html
import re
import unicodedata
from collections.abc import Sequence

import pandas as pd

LONGEST = 5_000  # characters that are read: opinions come early, and time must stay bounded
READ_CLOSELY = 600  # characters that word lists and pieces of words are looked for in
_UNREAD = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-z!][^<>]{0,500}>", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_SPACE = re.compile(r"\s+")


def plain_text(comment: object) -> str:
    """The words of a comment on one line; "" for a missing one.

    Links, markup and invisible characters go, entities and full-width forms become what they
    stand for, and what lies beyond 5,000 characters is not read.

    >>> plain_text("<p>Great&nbsp;service!</p> https://example.org")
    'Great service!'
    >>> plain_text(None), plain_text(float("nan")), plain_text("a\\x00b")
    ('', '', 'a b')
    """
    if comment is None or comment is pd.NA or comment is pd.NaT or comment != comment:
        return ""
    text = str(comment)[: 4 * LONGEST]
    if "<" in text:
        text = _TAG.sub(" ", _UNREAD.sub(" ", text))
    if "&" in text:
        text = html.unescape(text)
    if "://" in text or "www." in text.lower():
        text = _LINK.sub(" ", text)
    text = unicodedata.normalize("NFKC", _INVISIBLE.sub(" ", text))
    return _SPACE.sub(" ", text).strip()[:LONGEST]


def plain_texts(comments: Sequence[object]) -> list[str]:
    """``plain_text`` of each comment."""
    return [plain_text(comment) for comment in comments]


def both_ends(text: str) -> str:
    """A text, or the first and the last 300 characters of a long one: opinions stand at the ends.

    >>> len(both_ends("word " * 1000))
    601
    """
    half = READ_CLOSELY // 2
    return text if len(text) <= READ_CLOSELY else f"{text[:half]} {text[-half:]}"
