"""A table in our columns: where its rows lie, and the SELECT that reads them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ..schema.table import Column, Table

# A day that may lie in the future and still be known today: a contract's end, a due date.
KNOWN_AHEAD = {"starts_on", "ends_on", "discount_ends_on", "due_on"}


@dataclass(frozen=True)
class Clock:
    """The reporting zone, and the last moment that is known, in its wall clock and in UTC."""

    zone: str
    as_of_on: datetime
    as_of_at: datetime


@dataclass(frozen=True)
class Filled:
    """A declared column as a mapping fills it: the source's expression and the converted one."""

    column: Column
    source: str
    source_kind: str
    converted: str


@dataclass(frozen=True)
class Part:
    """The rows that one mapping brings to a table, in the source's columns, and what becomes of them."""

    origin: str
    rows: str
    filled: Mapping[str, Filled]
    further: Mapping[str, str]
    path: Path | None
    blank: str = ""  # the SELECT of rows that hold nothing and are not read
    repeated: str = ""  # the SELECT of rows that say the column names again and are not read
    ahead: str | None = None  # which of the rows lie after the last known moment and are not read
    # column → which of its times lie so far ahead that the year must be a slip
    far_ahead: Mapping[str, str] = field(default_factory=dict)
    zone: str = "UTC"  # that of its times without an offset
    converted: str = (
        ""  # our columns as they are converted, before what is known of them is decided
    )
    more: str = ""  # what says that the rows are a page of a longer list

    @property
    def converted_rows(self) -> str:
        """The SELECT of the rows in our columns."""
        return f"select {self.converted} from ({self.rows}) as source_rows"


@dataclass(frozen=True)
class Canonical:
    """A table in our columns: the SELECT, which columns are filled, and its further dimensions."""

    table: Table
    select: str
    parts: tuple[Part, ...]
    further: tuple[str, ...]
    # where its customers are matched with those of another system: what is read for it as well, the
    # SELECT that says how each row was matched, and the columns that it gains
    also: tuple[Part, ...] = ()
    matching: str = ""
    gains: frozenset[str] = frozenset()

    @property
    def filled(self) -> frozenset[str]:
        """The declared columns that some part of the table fills."""
        return self.gains | frozenset(name for part in self.parts for name in part.filled)


def local_day(table: Table) -> str | None:
    """The local day beside the moment that dates a row: ordered_at → ordered_on."""
    if table.since and table.columns[table.since].kind == "moment":
        return table.since.removesuffix("_at") + "_on"
    return None


def may_lie_ahead(table: Table, column: Column) -> bool:
    """Whether a column says when something happened: what lies after the last known moment is empty."""
    happens = column.kind == "moment" or (column.kind == "day" and column.name not in KNOWN_AHEAD)
    return happens and column.name != table.since
