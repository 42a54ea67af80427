"""A database that is read and computes nothing: what is asked of each, whatever it is.

Its rows go into the embedded engine, so that a number means the same wherever the data lie.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from ...dialects import kind_of, quoted_name
from ...errors import InputError

BATCH = 50_000  # rows that are held at once
LONGEST_STATEMENT = 30 * 60  # seconds; a statement that takes longer is given up


@dataclass(frozen=True)
class Column:
    """A column of a SELECT: its name, its kind, and the decimal places of an exact number."""

    name: str
    kind: str
    places: int | None = None

    @property
    def stored_as(self) -> str:
        """The type that holds it in the embedded engine; what is unknown is held as text."""
        if self.kind == "decimal" and self.places is not None:
            return f"decimal(38, {self.places})"
        return {
            "integer": "bigint", "decimal": "double", "boolean": "boolean", "date": "date",
            "timestamp": "timestamp", "timestamp_tz": "timestamptz",
        }.get(self.kind, "varchar")  # fmt: skip


class Database(ABC):
    """A connection that reads: one SELECT at a time, rows in batches, nothing written."""

    title: ClassVar[str]
    language: ClassVar[str]  # sqlglot's name of its dialect
    mark: ClassVar[str] = '"'  # around a name
    # texts that may not stand in a company file's SQL: what a parser skips and the database runs
    hidden: ClassVar[tuple[str, ...]] = ()
    errors: tuple[type[Exception], ...] = ()
    label: str  # what messages call it: no user, no password

    def named(self, name: str) -> str:
        """A table's or column's name as an identifier."""
        return quoted_name(name, self.mark)

    @abstractmethod
    def tables(self) -> list[str]:
        """The tables and views, with their schema where it is not the usual one."""

    @abstractmethod
    def columns(self, select: str) -> list[Column]:
        """The columns of a SELECT with their kinds; one of ``errors`` where it cannot run."""

    @abstractmethod
    def batches(self, select: str) -> Iterator[list[tuple]]:
        """The rows of a SELECT, some at a time; raises InputError where it cannot run."""

    def refuse_hidden(self, where: str, text: str) -> None:
        """Raise InputError for a comment that the database would run."""
        for sign in self.hidden:
            if sign in text:
                raise InputError(
                    f'{where} holds "{sign}", a comment that {self.title} runs: leave it out'
                )


def kind_of_name(type_name: str) -> str:
    """The kind of a type by the name that a warehouse gives it, as far as it differs from ours.

    >>> [kind_of_name(name) for name in ("INT64", "FLOAT64", "NUMERIC", "TIMESTAMP_NTZ", "TEXT")]
    ['integer', 'decimal', 'decimal', 'timestamp', 'text']
    """
    name = type_name.lower()
    if re.match("timestamp_?ntz", name):
        return "timestamp"
    return kind_of(name)
