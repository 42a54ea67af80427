"""User-facing errors: no traceback, one sentence that names the problem and the fix."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

MANY = 40  # more than this and nobody reads a list


class InputError(Exception):
    """The input or the call is wrong: a file, a column, a type, a key, a period. Exit code 2.

    >>> raise InputError("there is no file answers.csv")
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: there is no file answers.csv
    """

    def __init__(self, message: str, problems: Sequence = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class Note(UserWarning):
    """Something about an answer that its reader should know, such as what was left out of it."""


def one_name(what: str, given: object) -> str:
    """The name that is given; raises where it is no text, such as a list of names.

    >>> one_name("a variant", "net")
    'net'
    >>> one_name("a variant", ["net"])
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: a variant is one name in quotes, not ['net']
    """
    if not isinstance(given, str):
        raise InputError(f"{what} is one name in quotes, not {given!r}")
    return given


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """The end of a sentence about an unknown word: the nearest known one, and those there are.

    >>> did_you_mean("curency", ["currency", "name"])
    'did you mean "currency"? Known: currency, name'
    >>> did_you_mean("zzz", ["currency", "name"])
    'known: currency, name'
    >>> did_you_mean("m7", [f"m{n:02d}" for n in range(100)])
    'did you mean "m97"? Alike: m87, m79'
    """
    choices = sorted(choices)
    near = get_close_matches(word, choices, n=3)
    if len(choices) > MANY and near:
        also = f" Alike: {', '.join(near[1:])}" if near[1:] else ""
        return f'did you mean "{near[0]}"?{also}'
    more = f" and {len(choices) - MANY} more" if len(choices) > MANY else ""
    known = "nown: " + ", ".join(choices[:MANY]) + more
    return f'did you mean "{near[0]}"? K{known}' if near else f"k{known}"
