"""Words from the data, made safe to draw: no formulas, no control characters, no missing glyphs."""

import textwrap
import unicodedata
from collections.abc import Sequence
from functools import cache

from matplotlib import font_manager

# The first is shipped with matplotlib, so that a figure is the same everywhere; the others help
# with the scripts it lacks, where a machine has them.
LATIN = "DejaVu Sans"
OTHER_SCRIPTS = (
    "Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans SC", "Source Han Sans SC",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback", "Microsoft YaHei",
    "PingFang SC", "Hiragino Sans", "Arial Unicode MS", "Noto Sans Devanagari", "Noto Sans Thai", "Noto Sans Arabic",
    "Noto Sans Hebrew",
    "Noto Emoji",
)  # fmt: skip
NO_GLYPH = "□"
ELLIPSIS = "…"


@cache
def families() -> list[str]:
    """The font families in the order in which a character is looked for."""
    installed = set(font_manager.get_font_names())
    return [LATIN, *(name for name in OTHER_SCRIPTS if name in installed)]


@cache
def _glyphs() -> frozenset[int]:
    paths = [font_manager.findfont(name) for name in families()]
    return frozenset().union(*(font_manager.get_font(path).get_charmap() for path in paths))


def drawable(words: object) -> str:
    """Words on one line that the fonts at hand can draw; a character that none has becomes a box.

    >>> drawable("north\\n\\x00 east"), drawable("\\U000e0100")
    ('north east', '□')
    """
    text = unicodedata.normalize("NFC", str(words))
    # controls, surrogates, line ends and zero-width marks would break the line or the renderer
    text = "".join(" " if unicodedata.category(char)[0] in "CZ" else char for char in text)
    return "".join(char if ord(char) in _glyphs() else NO_GLYPH for char in " ".join(text.split()))


def shortened(words: object, longest: int = 28) -> str:
    """Drawable words, on one short line: what is too long ends in an ellipsis.

    >>> shortened("A very long name of a segment", 12)
    'A very long…'
    """
    text = drawable(words)
    return text if len(text) <= longest else text[: longest - 1].rstrip() + ELLIPSIS


def made_distinct(names: Sequence[object], longest: int = 28) -> list[str]:
    """Shortened names that all read differently: where two would not, they are cut in the middle, then counted.

    >>> made_distinct(["region of the north east", "region of the north west", "south"], 14)
    ['region…th east', 'region…th west', 'south']
    """
    short = [shortened(name, longest) for name in names]
    middle = [
        _cut_in_the_middle(drawable(name), longest) if short.count(one) > 1 else one
        for name, one in zip(names, short, strict=True)
    ]
    seen: dict[str, int] = {}
    shown = []
    for one in middle:
        seen[one] = seen.get(one, 0) + 1
        shown.append(f"{one} ({seen[one]})" if seen[one] > 1 else one)
    return shown


def _cut_in_the_middle(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    head = (longest - 1) // 2
    return text[:head].rstrip() + ELLIPSIS + text[len(text) - (longest - 1 - head) :].lstrip()


def wrapped(words: object, width: int, lines: int = 3) -> str:
    """Drawable words in lines of at most a width, the last one with an ellipsis if more follows."""
    return "\n".join(
        textwrap.wrap(drawable(words), max(width, 8), max_lines=lines, placeholder=ELLIPSIS)
    )


def balanced(words: object, width: int) -> str:
    """Drawable words in as few lines as a width allows, all about as long.

    >>> balanced("a title that is a little too long", 31).splitlines()
    ['a title that is a', 'little too long']
    """
    lines = wrapped(words, width).count("\n")
    while width > 8 and wrapped(words, width - 1).count("\n") == lines:
        width -= 1
    return wrapped(words, width)
