"""What customers write: invented comments whose words fit their score and their theme."""

import tomllib
from functools import cache
from importlib.resources import files

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .population import LANGUAGES

TONES = ("complaint", "neutral", "praise")
COMPLAINT, NEUTRAL, PRAISE = range(3)
THEMES = (
    "invoicing", "bank_feed", "reports", "mobile_app", "support", "price", "setup", "reliability",
)  # fmt: skip
SUPPORT, PRICE, SETUP, RELIABILITY = range(4, 8)
# a content customer sometimes asks for something, a neutral one mostly does
_WISHES = (0.12, 0.75, 0.15)
_TWO_CLAUSES = 0.25


@cache
def phrases(language: str) -> dict:
    """The phrase book of a language: ``phrases/en.toml`` and its sisters."""
    return tomllib.loads(files(__package__).joinpath(f"phrases/{language}.toml").read_text("utf-8"))


def invent_comments(
    rng: np.random.Generator, language: np.ndarray, tone: np.ndarray, theme: np.ndarray
) -> pa.Array:
    """One comment for each row: codes of LANGUAGES, TONES and THEMES in, texts out."""
    drawn = rng.random((7, len(language)))
    groups = []
    order = []
    for code in np.unique(language):
        book = phrases(LANGUAGES[code])
        for kind in range(len(TONES)):
            at = np.flatnonzero((language == code) & (tone == kind))
            if len(at):
                order.append(at)
                groups.append(_of_one_kind(book, kind, theme[at], drawn[:, at]))
    return _in_order(groups, order)


def _of_one_kind(book: dict, tone: int, theme: np.ndarray, drawn: np.ndarray) -> pa.Array:
    opening, clause, clause_number, other, closing, both, wish = drawn
    gap = book["between_words"]
    stop = "." if gap else ""
    usual = np.where(wish < _WISHES[tone], "wish", _clauses_of(tone, clause))
    first = _clauses(book, usual, theme, clause_number)
    other_theme = (theme + 1 + (other * (len(THEMES) - 1)).astype(int)) % len(THEMES)
    second = _clauses(book, usual, other_theme, opening)
    two = pc.binary_join_element_wise(first, second, stop + gap)
    body = pc.binary_join_element_wise(
        pc.if_else(pa.array(both < _TWO_CLAUSES), two, first), stop, ""
    )
    parts = [
        _any_of(book["openings"][TONES[tone]], opening), body,
        _any_of(book["closings"][TONES[tone]], closing),
    ]  # fmt: skip
    return pc.utf8_trim_whitespace(pc.binary_join_element_wise(*parts, gap))


def _clauses_of(tone: int, drawn: np.ndarray) -> np.ndarray:
    """A neutral customer likes one thing and dislikes another."""
    if tone == NEUTRAL:
        return np.where(drawn < 0.5, "praise", "complaint")
    return np.full(len(drawn), TONES[tone])


def _clauses(book: dict, kind: np.ndarray, theme: np.ndarray, drawn: np.ndarray) -> pa.Array:
    groups, order = [], []
    for name in ("wish", "praise", "complaint"):
        at = np.flatnonzero(kind == name)
        if len(at):
            per_theme = len(book[name][THEMES[0]])
            flat = pa.array([clause for each in THEMES for clause in book[name][each]])
            number = theme[at] * per_theme + (drawn[at] * per_theme).astype(int)
            order.append(at)
            groups.append(flat.take(pa.array(number)))
    return _in_order(groups, order)


def _any_of(pool: list[str], drawn: np.ndarray) -> pa.Array:
    return pa.array(pool).take(pa.array((drawn * len(pool)).astype(int)))


def _in_order(groups: list[pa.Array], order: list[np.ndarray]) -> pa.Array:
    """Texts made group by group, back in the order of their rows."""
    if not groups:
        return pa.array([], pa.string())
    return pa.concat_arrays(groups).take(pa.array(np.argsort(np.concatenate(order))))


def invent_messages(rng: np.random.Generator, language: np.ndarray, kind: str) -> pa.Array:
    """One message of a conversation for each row: "question", "reply", "solved", "glad" …"""
    drawn = rng.random(len(language))
    groups, order = [], []
    for code in np.unique(language):
        at = np.flatnonzero(language == code)
        order.append(at)
        groups.append(_any_of(phrases(LANGUAGES[code])["messages"][kind], drawn[at]))
    return _in_order(groups, order)
