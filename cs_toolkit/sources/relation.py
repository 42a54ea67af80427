"""What a SELECT may stand on: rows of a source in its own dialect, and the columns that they have."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import InputError

AS_TEXT = " as text"


@dataclass(frozen=True)
class Relation:
    """What a SELECT may stand on: a native SELECT, its columns with their kinds, where it came from."""

    select: str
    kinds: dict[str, str]
    origin: str
    path: Path | None = None
    as_text: str = ""  # what a column's name ends with where it stands untyped
    raw_kinds: Mapping[str, str] = field(default_factory=dict)  # of those that are no text there
    typed: Callable[[], tuple["Relation", ...]] = field(default=tuple, repr=False)
    blank: str = ""  # the SELECT of the rows that hold nothing, which are not read
    repeated: str = ""  # the SELECT of the rows that say the column names again, likewise
    more: str = ""  # what around the rows says that they are a page of a longer list


def refuse_repeated(origin: str, names: Iterable[str]) -> None:
    """Raises for a column that is there twice; upper and lower case are one."""
    known = [name.lower() for name in names]
    repeated = [name for name in names if known.count(name.lower()) > 1]
    if repeated:
        raise InputError(
            f"{origin} has more than one column {repeated[0].lower()} ({', '.join(repeated)}): "
            "rename or drop one of them"
        )


def refuse_renamed(origin: str, names: Iterable[str], written: Iterable) -> None:
    """The engine calls a second column "mrr" mrr_1: a reader of mrr would get either of them."""
    known = {name.lower() for name in names}
    for name in names:
        first = re.sub(r"_\d+$", "", name)
        if first != name and first.lower() in known and name not in written:
            raise InputError(
                f"{origin} has more than one column {first}: rename or drop one of them"
            )
