"""Which language is in use, one for the whole process: a notebook shows one company."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from ..errors import InputError

ENGLISH = "en_US"
# the languages that the catalogue is complete in, and how each calls itself
SHIPPED = {"en": "English", "de": "Deutsch", "ro": "română", "zh": "简体中文"}
_in_use = [ENGLISH]


@cache
def checked(name: object) -> str:
    """A locale's name as Babel spells it; raises InputError for one whose language is not shipped.

    >>> checked("de-de"), checked("zh_CN"), checked("ro")
    ('de_DE', 'zh_CN', 'ro')
    """
    if not isinstance(name, str):
        raise InputError(f'locale = {name!r} must be text in quotes, such as "de_DE"')
    if name == ENGLISH:
        return name
    from babel import Locale, UnknownLocaleError

    shipped = ", ".join(f"{one} ({words})" for one, words in SHIPPED.items())
    wrong = (
        f'locale = "{name}": the languages are {shipped}, alone or with a country, such as "de_AT"'
    )
    try:
        found = Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        raise InputError(wrong) from None
    if found.language not in SHIPPED:
        raise InputError(wrong)
    return "_".join(filter(None, [found.language, found.territory]))


def use(name: str) -> None:
    """Speak the language of a locale from now on."""
    _in_use[0] = checked(name)


@contextmanager
def spoken(name: str) -> Iterator[None]:
    """Speak the language of a locale for a while."""
    before = _in_use[0]
    use(name)
    try:
        yield
    finally:
        _in_use[0] = before


def locale() -> str:
    """The locale in use, such as "en_US"."""
    return _in_use[0]


def language() -> str:
    """The language in use, such as "en"."""
    return _in_use[0][:2]


def is_english() -> bool:
    """Whether the kit's own words need no catalogue."""
    return language() == "en"


def tag() -> str:
    """The language as a page's ``lang`` names it.

    >>> with spoken("zh_CN"):
    ...     tag()
    'zh-CN'
    >>> tag()
    'en'
    """
    return "en" if is_english() else _in_use[0].replace("_", "-")
