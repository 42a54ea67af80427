"""What an engine is asked for: how its SQL is written (``Dialect``), and its connection (``Engine``).

Everything else in the package writes SQL through these methods and never asks which engine it is.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import ClassVar

import pandas as pd

from ..errors import InputError
from .text import quoted, quoted_name

# Kinds of source columns, as far as typing them needs to tell them apart.
KINDS = (
    "text",
    "integer",
    "decimal",
    "boolean",
    "date",
    "timestamp",
    "timestamp_tz",
    "nested",
    "unknown",
)


def first_line(error: Exception) -> str:
    """What an engine says first: the sentence that a person can act on, without its trace.

    >>> first_line(ValueError("CSV Error on Line: 3\\nOriginal Line: x\\nExpected 2 columns\\nTry this"))
    'CSV Error on Line: 3 Expected 2 columns'
    """
    lines = str(getattr(error, "orig", None) or error).strip().splitlines() or [""]
    if (
        "CSV Error on Line" in lines[0]
    ):  # the reason comes after the line, which may be megabytes long
        lines[0] += " " + next((line for line in lines[1:] if "Original Line" not in line), "")
    return lines[0].strip()[:300]


def kind_of(type_name: str) -> str:
    """The kind of a type, from the name that DuckDB, Spark or a warehouse gives it.

    >>> [kind_of(name) for name in ("BIGINT", "DECIMAL(18,2)", "TIMESTAMP WITH TIME ZONE", "string")]
    ['integer', 'decimal', 'timestamp_tz', 'text']
    >>> [kind_of(name) for name in ("BIGINT[]", "INTERVAL", "STRUCT(a INTEGER)")]
    ['nested', 'unknown', 'nested']
    >>> kind_of("VARCHAR")
    'text'
    """
    name = type_name.lower()
    for pattern, kind in (
        (r".*\]$|struct|map|array|union", "nested"),  # "INTEGER[]" is no number
        ("interval", "unknown"),
        ("timestamp.*(with time zone|tz$)|timestamp_ltz", "timestamp_tz"),
        ("timestamp|datetime", "timestamp"),
        ("date", "date"),
        ("bool", "boolean"),
        ("(tiny|small|big|huge|u.*)?int|long|short|byte", "integer"),
        ("decimal|numeric|double|float|real", "decimal"),
        ("(n?var)?char|text|string|enum|uuid|json", "text"),
    ):
        if re.match(pattern, name):
            return kind
    return "unknown"


class Engine(ABC):
    """A connection that runs statements: one in, one small DataFrame out."""

    dialect: "Dialect"
    errors: tuple[type[Exception], ...]
    label: str  # what messages call the source: no user, no password

    def query(self, sql: str) -> pd.DataFrame:
        """The rows that a native statement gives; a table's name means ours where it is stored."""
        return self._answered(sql)

    def read(self, sql: str) -> pd.DataFrame:
        """The rows of a statement in which a table's name means the source's own table."""
        return self._answered(sql)

    def _answered(self, sql: str) -> pd.DataFrame:
        try:
            return self._query(sql)
        except self.errors as error:
            raise InputError(
                f"the {self.dialect.name} source answered: {first_line(error)}"
            ) from error

    @abstractmethod
    def tables(self) -> list[str]:
        """The tables and views that the source has, with their schema where it is not the usual one."""

    @abstractmethod
    def kinds(self, select: str) -> dict[str, str]:
        """Column → kind of a SELECT, without running it over the rows; the engine's error if it can't."""

    @abstractmethod
    def _query(self, sql: str) -> pd.DataFrame: ...


class Dialect(ABC):
    """How one engine's SQL is written. The methods here are what most engines agree on."""

    name: ClassVar[str]  # sqlglot's name of the language
    title: ClassVar[str]  # as people call it
    # how a source is addressed: by a URL's schemes, or by a word; DuckDB's are files
    schemes: ClassVar[tuple[str, ...]] = ()
    word: ClassVar[str] = ""
    form: ClassVar[str]  # an address as an example
    extra: ClassVar[str] = ""  # the extra of the package that installs its driver
    # whether it runs in this process: our SQL runs as it stands, and tables may be stored
    embedded: ClassVar[bool] = False
    tries: ClassVar[bool] = True  # whether try_cast exists: a value that cannot be cast is null
    # what it calls a text, a double, a wall clock, and an instant
    text: ClassVar[str] = "varchar"
    number: ClassVar[str] = "double"
    timestamp: ClassVar[str] = "timestamp"
    instant: ClassVar[str] = "timestamptz"
    mark: ClassVar[str] = '"'  # around a name
    series_gives_rows: ClassVar[bool] = False  # whether generate_series gives rows, and no list
    # the parts of a form of dates, as strptime writes them → as this engine does; none: the same
    date_words: ClassVar[Mapping[str, str]] = {}

    def __repr__(self) -> str:
        return f"<{self.title}>"

    @abstractmethod
    def connect(self, address: object = None) -> Engine:
        """An engine for an address, or for what the caller has opened already."""

    def opened(self, given: object) -> bool:
        """Whether a caller's object is a connection of this engine."""
        return False

    def missing(self) -> InputError:
        """The error where the driver is not installed."""
        return InputError(
            f'reading {self.title} needs an extra: pip install "cs_toolkit[{self.extra}]"'
        )

    # names, types and values

    def named(self, name: str) -> str:
        """A name as an identifier."""
        return quoted_name(name, self.mark)

    def type_of(self, ours: str) -> str:
        """The name of a type that we know by DuckDB's."""
        names = {"varchar": self.text, "double": self.number, "timestamp": self.timestamp}
        return names.get(ours, ours)

    def literal(self, value: str | int | float | date | None) -> str:
        """A value as the engine reads it."""
        if value is None:
            return "null"
        if isinstance(value, datetime):
            return f"'{value.isoformat(sep=' ')}'"
        if isinstance(value, date):
            return f"'{value.isoformat()}'"
        return quoted(value) if isinstance(value, str) else str(value)

    def cast(self, expression: str, to: str) -> str:
        """A conversion that gives null for what it cannot read, where the engine has one."""
        return f"{'try_cast' if self.tries else 'cast'}({expression} as {to})"

    # texts

    @abstractmethod
    def matches(self, expression: str, pattern: str) -> str:
        """Whether a text matches a regular expression."""

    @abstractmethod
    def after_fraction(self, text: str) -> str:
        """What follows the fraction of a second in a time: its offset from UTC."""

    # times

    def moved(self, expression: str, from_zone: str, to_zone: str) -> str:
        """A wall clock of one zone as the wall clock of another."""
        return f"timezone({quoted(to_zone)}, timezone({quoted(from_zone)}, {expression}))"

    def on_clock(self, instant: str, zone: str) -> str:
        """An instant as the wall clock of a zone."""
        return f"timezone({quoted(zone)}, {instant})"

    @abstractmethod
    def seconds_between(self, start: str, end: str) -> str:
        """Elapsed seconds between two times, as a double, in a form that counts no boundaries."""

    # a spreadsheet counts days from the 30th of December 1899, programs count from 1970

    def day_of_count(self, number: str) -> str:
        """The day that a spreadsheet's whole number means."""
        return f"date '1899-12-30' + cast({number} as integer)"

    def time_of_count(self, number: str) -> str:
        """The wall clock that a spreadsheet's number with a fraction means."""
        seconds = f"round(cast({number} as double precision) * 86400)"
        return f"timestamp '1899-12-30' + {seconds} * interval '1' second"

    def instant_of_seconds(self, number: str) -> str:
        """The instant so many seconds after 1970."""
        return f"to_timestamp(cast({number} as bigint))"

    def instant_of_milliseconds(self, number: str) -> str:
        """The instant so many thousandths of a second after 1970."""
        return f"to_timestamp(cast({number} as bigint) / 1000.0)"

    def parsed_date(self, text: str, form: str, *, day_only: bool) -> str:
        """The day or the wall clock that a text means; ``form`` is strptime's."""
        for ours, theirs in reversed(list(self.date_words.items())):
            form = form.replace(ours, theirs)
        if day_only:
            return f"to_date({text}, '{form}')"
        # the engine takes the text for an instant of its session: the wall clock is meant
        return f"cast(to_timestamp({text}, '{form}') as {self.timestamp})"

    # numbers

    def quotient(self, dividend: str, divisor: str) -> str:
        """Whole numbers divided and rounded to a whole one; exact beyond what a double holds."""
        exact = f"cast({dividend} as decimal(38, 0)) / cast({divisor} as decimal(38, 0))"
        return f"cast(floor({exact} + 0.5) as decimal(38, 0))"

    def functions(self) -> dict[str, Callable[..., str]]:
        """The functions of our SQL that each engine has in a form of its own."""
        return {"seconds_between": self.seconds_between, "quotient": self.quotient}

    # rows

    def whole_rows(self, rows: str) -> str:
        """A relation whose every column the engine computes, used or not."""
        return rows
