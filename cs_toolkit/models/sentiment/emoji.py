"""Emoji: how many a comment holds, and which way those lean that we know."""

import re
from functools import cache
from importlib.resources import files

_FLAG = "[\U0001f1e6-\U0001f1ff]{2}"
_PICTURE = (
    "[\U0001f300-\U0001f3fa\U0001f400-\U0001faff\u2600-\u27bf\u2b50\u2b55\u263a\u231a\u23e9-\u23fa]"
)
_TRAILER = "[\ufe0f\U0001f3fb-\U0001f3ff]*"
_EMOJI = re.compile(f"{_FLAG}|{_PICTURE}{_TRAILER}(?:\u200d{_PICTURE}{_TRAILER})*")

_IN_EVERY_FACE = (":", ";", "=", "<3", "^", "xD")


def count_emoji(text: str) -> int:
    """Emoji in a text; a flag, a skin colour or a joined family is one.

    >>> count_emoji("👍🏽 great 🇫🇷 ❤️❤️"), count_emoji("no emoji :)")
    (4, 0)
    """
    return len(_EMOJI.findall(text)) if _may_hold_emoji(text) else 0


def emoji_weights(text: str) -> list[float]:
    """The weight of each known emoji or emoticon of a text, positive ones above 0.

    >>> emoji_weights("slow 😡 but kind :)")
    [-2.0, 1.0]
    """
    weights, faces = _known()
    found = []
    if _may_hold_emoji(text):
        found += [weights[character] for character in text if character in weights]
    if any(sign in text for sign in _IN_EVERY_FACE):
        found += [weights[face] for face in faces.findall(text)]
    return found


def _may_hold_emoji(text: str) -> bool:
    return max(text, default="") >= "\u231a"  # quicker than to look for each


@cache
def _known() -> tuple[dict[str, float], re.Pattern[str]]:
    """The weight of each sign, and a pattern of the faces made of several ("8:30" holds none)."""
    shelf = files("cs_toolkit.models") / "lexicons" / "emoji.txt"
    weights: dict[str, float] = {}
    for line in shelf.read_text(encoding="utf-8").splitlines():
        head, colon, signs = line.partition(": ")
        if colon and not line.startswith("#"):
            weights |= dict.fromkeys(signs.split(), float(head))
    faces = sorted((sign for sign in weights if sign.isascii()), key=lambda s: (-len(s), s))
    return weights, re.compile("|".join(rf"(?<!\w){re.escape(face)}(?!\w)" for face in faces))
