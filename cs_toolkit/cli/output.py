"""What a command writes: answers to standard output, what must be known beside them to standard error."""

import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from ..errors import InputError


def write(text: str) -> None:
    """An answer, as whole lines."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()  # a full disk shows here, not when Python exits


def write_notices(lines: Iterable[str]) -> None:
    """What must be known beside the numbers, where it is in no file."""
    for line in lines:
        sys.stderr.write(f"{line}\n")


def one_of(option: str, value: str, choices: tuple[str, ...]) -> None:
    """Raise InputError for a value that is no choice."""
    if value not in choices:
        raise InputError(f"{option} is one of {', '.join(choices)}, not {value}")


@contextmanager
def counted_notes() -> Iterator[list[warnings.WarningMessage]]:
    """The notes and warnings of a block, which are shown at its end, also where it fails."""
    noted: list[warnings.WarningMessage] = []
    try:
        with warnings.catch_warnings(record=True) as caught:
            try:
                yield noted
            finally:
                noted += caught
    finally:
        for one in noted:
            warnings.warn_explicit(one.message, one.category, one.filename, one.lineno)
