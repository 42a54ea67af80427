"""A table of names and the words that stand for them, found in texts of any language.

One line holds a name, a colon and its words, parted by commas. ``*`` ends a stem, accents and case
do not matter, and words of languages without blanks are found wherever they stand.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from ..errors import InputError

_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


@cache
def shipped_table(name: str) -> dict[str, tuple[str, ...]]:
    """A table that comes with the kit: name → words."""
    shelf = files("cs_toolkit.models") / "lexicons" / f"{name}.txt"
    table: dict[str, tuple[str, ...]] = {}
    for line in shelf.read_text(encoding="utf-8").splitlines():
        head, colon, words = line.partition(": ")
        if colon and not line.startswith("#"):
            found = tuple(word.strip() for word in words.split(",") if word.strip())
            table[head] = table.get(head, ()) + found
    return table


def patterns(table: Mapping) -> dict[str, re.Pattern]:
    """Name → pattern that finds any of its words in a folded text.

    >>> bool(patterns({"price": ["expensiv*", "价格"]})["price"].search(folded("Too EXPENSIVE!")))
    True
    """
    return {name: _pattern(name, words) for name, words in table.items()}


def folded(text: str) -> str:
    """A text in lower case and without accents, as the patterns expect it."""
    text = text.lower().replace("’", "'")
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(p for p in parts if not unicodedata.combining(p)))


def _pattern(name: str, words: Iterable[str]) -> re.Pattern[str]:
    words = [words] if isinstance(words, str) else list(words)
    wrong = [word for word in words if not isinstance(word, str) or not word.strip(" *")]
    if wrong or not words:
        raise InputError(
            f'the table entry "{name}" holds {wrong[0]!r}, which is no word; give words such as '
            f'"{name}: slow, wait*"'
            if wrong
            else f'the table entry "{name}" has no words; give some or take the entry out'
        )
    standing, anywhere = [], []
    for word in sorted({folded(word.strip()) for word in words}):
        stem, bare = word.endswith("*"), word.rstrip("*")
        pattern = r"\s+".join(re.escape(part) for part in bare.split())
        if _UNSPACED.search(bare) or not any(character.isalnum() for character in bare):
            anywhere.append(pattern)  # no blanks around words of such a script, nor around emoji
        else:
            standing.append(pattern if stem else rf"{pattern}(?!\w)")
    # the start of a word is looked at once, not once for each of a hundred words
    together = [rf"(?<!\w)(?:{'|'.join(standing)})"] if standing else []
    return re.compile("|".join(together + anywhere))
