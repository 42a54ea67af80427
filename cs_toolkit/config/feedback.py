"""The sections ``[feedback]`` and ``[themes]`` of a company file: scales, method, words of themes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeGuard

from ..errors import InputError, did_you_mean

KEYS = (
    "scale", "positive_from", "negative_to", "backend", "abstain_below", "urgent_from", "names",
    "language",
)  # fmt: skip
BACKENDS = ("auto", "learned", "lexicon")


@dataclass(frozen=True)
class FeedbackSettings:
    """What a company file says of comments.

    ``scale`` is that of the scores beside comments in ``feedback``; ``positive_from`` and
    ``negative_to`` its borders, by default the usual boxes. ``urgent_from`` is the urgency, 0 to 1,
    from which a comment should be answered now. ``language`` is the one in which most comments are
    written: a comment too short to show its language is read in it. ``names`` are personal names to take out of what is
    shown. ``themes`` takes the place of the kit's table where it is not empty.
    """

    scale: tuple[float, float] = (1, 5)
    positive_from: float | None = None
    negative_to: float | None = None
    backend: str = "auto"
    abstain_below: float = 0.0
    urgent_from: float = 0.5
    names: tuple[str, ...] = ()
    language: str | None = None
    themes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def declared_feedback(given: Mapping, themes: Mapping) -> FeedbackSettings:
    """Checked settings; raises InputError with the place of a mistake.

    >>> declared_feedback({"scale": [0, 1]}, {"price": ["expensiv*", "fee"]}).themes
    {'price': ('expensiv*', 'fee')}
    """
    where = "[feedback]"
    for key in given:
        if key not in KEYS:
            raise InputError(f'{where} has no "{key}": {did_you_mean(key, KEYS)}')
    scale = given.get("scale", list(FeedbackSettings.scale))
    if not isinstance(scale, list) or len(scale) != 2 or not all(map(_is_number, scale)):
        raise InputError(f"{where} scale = {scale!r} must be two numbers such as [1, 5]")
    if scale[0] >= scale[1]:
        raise InputError(f"{where} scale = {scale} must rise")
    backend = given.get("backend", FeedbackSettings.backend)
    if backend not in BACKENDS:
        raise InputError(f'{where} backend = "{backend}": {did_you_mean(str(backend), BACKENDS)}')
    names = given.get("names", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise InputError(f'{where} names must be a list of names, such as ["Ana Pop"]')
    return FeedbackSettings(
        tuple(scale),
        _border(given, "positive_from", scale), _border(given, "negative_to", scale), backend,
        _share(given, "abstain_below", FeedbackSettings.abstain_below),
        _share(given, "urgent_from", FeedbackSettings.urgent_from),
        tuple(names), _language(given.get("language")), {name: _words(name, words) for name, words in themes.items()},
    )  # fmt: skip


def _language(given: object) -> str | None:
    if given is not None and not (isinstance(given, str) and re.fullmatch(r"[a-z]{2,3}", given)):
        raise InputError(
            f'[feedback] language = {given!r} must be the code of one language, such as "en" or "de"'
        )
    return given


def _border(given: Mapping, key: str, scale: list) -> float | None:
    value = given.get(key)
    if value is not None and not (_is_number(value) and scale[0] <= value <= scale[1]):
        raise InputError(f"[feedback] {key} = {value!r} must lie on the scale {scale}")
    return value


def _share(given: Mapping, key: str, usual: float) -> float:
    value = given.get(key, usual)
    if not _is_number(value) or not 0 <= value <= 1:
        raise InputError(f"[feedback] {key} = {value!r} must lie between 0 and 1")
    return value


def _words(name: str, words: object) -> tuple[str, ...]:
    if (
        not isinstance(words, list)
        or not words
        or not all(isinstance(w, str) and w.strip(" *") for w in words)
    ):
        raise InputError(f'[themes] {name} must be a list of words, such as ["expensiv*", "fee"]')
    return tuple(words)


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and value == value
