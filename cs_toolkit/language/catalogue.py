"""The catalogue: a file ``<language>.po`` beside this one for each language, with the English text as key."""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .spoken import is_english, language

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

PLACE = re.compile(r"\{(\w+)\}")


@cache
def catalogue_of(name: str) -> "Catalog":
    """The catalogue of a language."""
    from babel.messages.pofile import read_po

    with (Path(__file__).parent / f"{name}.po").open("rb") as file:
        return read_po(file, locale=name)


@cache
def _texts(name: str) -> dict[str, str]:
    """English → the language, of the texts that need no number."""
    return {
        one.id: str(one.string)
        for one in catalogue_of(name)
        if isinstance(one.id, str) and one.id and one.string
    }


@cache
def _patterns(name: str) -> list[tuple[re.Pattern[str], str]]:
    """What a filled-in text looks like, the longest first, and the text in the language."""
    texts = [(text, said) for text, said in _texts(name).items() if PLACE.search(text)]
    texts.sort(key=lambda pair: -len(PLACE.sub("", pair[0])))
    return [
        (_filled_in(text), said) for text, said in texts if re.search("[a-z]", PLACE.sub("", text))
    ]


def _filled_in(text: str) -> re.Pattern[str]:
    parts = PLACE.split(text)
    met: set[str] = set()
    pattern = ""
    for at, part in enumerate(parts):
        if at % 2 == 0:
            pattern += re.escape(part)
        else:
            pattern += f"(?P={part})" if part in met else f"(?P<{part}>.+?)"
            met.add(part)
    return re.compile(pattern, re.DOTALL)


def gettext(text: str, /, **parts: Any) -> str:
    """A text in the language in use, with its parts filled in.

    >>> gettext("target {target}", target="40%")
    'target 40%'
    """
    said = text if is_english() else _texts(language()).get(text, text)
    return said.format(**parts) if parts else said


def ngettext(one: str, many: str, count: float, /, **parts: Any) -> str:
    """A text about a number of things, in the form that the language has for that number.

    >>> [ngettext("{count} row", "{count} rows", n, count=n) for n in (1, 2)]
    ['1 row', '2 rows']
    """
    said = one if count == 1 else many
    if not is_english():
        found = catalogue_of(language()).get((one, many))
        if found is not None and isinstance(found.string, tuple | list):
            said = found.string[_form(language(), count)]
    return said.format(**parts)


def _form(name: str, count: float) -> int:
    """Which of a language's plural forms a number takes."""
    if name == "zh":
        return 0
    if name == "de":
        return int(count != 1)
    if count == 1:
        return 0
    return 1 if count == 0 or 0 < count % 100 < 20 else 2  # Romanian: 20 de clienți


@lru_cache(maxsize=4096)
def _translated(name: str, sentence: str) -> str:
    texts = _texts(name)
    if sentence in texts:
        return texts[sentence]
    for pattern, said in _patterns(name):
        if found := pattern.fullmatch(sentence):
            parts = {key: _translated(name, part) for key, part in found.groupdict().items()}
            return said.format(**parts)
    return sentence


def translated(sentence: str) -> str:
    """An English sentence of the kit in the language in use; anything else as it is.

    The tidy table, a verdict or a notebook's caption are English in every language, so that files can
    be compared; where they are shown, the text that they were made from is recognised by its form.

    >>> translated("Every variant, 2026-10")
    'Every variant, 2026-10'
    """
    return sentence if is_english() or not sentence else _translated(language(), sentence)
