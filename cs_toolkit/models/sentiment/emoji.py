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


def count_emoji(text: str) -> int:
    """Emoji in a text; a flag, a skin colour or a joined family is one.

    >>> count_emoji("👍🏽 great 🇫🇷 ❤️❤️"), count_emoji("no emoji :)")
    (4, 0)
    """
    return len(_EMOJI.findall(text))


def emoji_weights(text: str) -> list[float]:
    """The weight of each known emoji or emoticon of a text, positive ones above 0.

    >>> emoji_weights("slow 😡 but kind :)")
    [-2.0, 1.0]
    """
    pattern, weights = _known()
    return [weights[found] for found in pattern.findall(text)]


@cache
def _known():
    shelf = files("cs_toolkit.models") / "lexicons" / "emoji.txt"
    weights = {}
    for line in shelf.read_text(encoding="utf-8").splitlines():
        head, colon, signs = line.partition(": ")
        if colon and not line.startswith("#"):
            weights |= dict.fromkeys(signs.split(), float(head))
    longest_first = sorted(weights, key=lambda sign: (-len(sign), sign))
    # ":p" inside "http:path" or "8:30" is no face: a face of signs stands free
    parts = [
        rf"(?<![\w]){re.escape(sign)}(?![\w])" if sign.isascii() else re.escape(sign)
        for sign in longest_first
    ]
    return re.compile("|".join(parts)), weights
