"""A database's tables as a source: each is read into the embedded engine when a question first reads it."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pandas as pd

from ...dialects import DuckDBEngine, quoted_name
from ...errors import InputError
from .database import Column, Database


class ReadingEngine(DuckDBEngine):
    """The embedded engine, which fetches a database's rows before a statement that names them."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database
        self._made = 0
        self._waiting: dict[str, tuple[str, list[Column], str]] = {}

    def relation(self, select: str, columns: list[Column], origin: str) -> str:
        """The table that will hold the rows of a SELECT of the database's, empty until it is read."""
        self._made += 1
        name = f"cs_rows_{self._made}_read"
        listed = ", ".join(f"{quoted_name(one.name)} {one.stored_as}" for one in columns)
        self.connection.execute(f"create table tables.{name} ({listed})")
        self._waiting[name] = (select, columns, origin)
        return name

    def _fetch_for(self, sql: str) -> None:
        for name in [one for one in self._waiting if one in sql]:
            select, columns, origin = self._waiting[name]
            try:
                for rows in self._database.batches(select):
                    batch = in_arrow(rows, columns, origin)
                    self.connection.register("cs_batch", batch)
                    self.connection.execute(f"insert into tables.{name} select * from cs_batch")
                    self.connection.unregister("cs_batch")
            except InputError:
                self.connection.execute(
                    f"delete from tables.{name}"
                )  # asked again, it says so again
                raise
            del self._waiting[name]

    def query(self, sql: str) -> pd.DataFrame:  # noqa: D102 — said by Engine
        self._fetch_for(sql)
        return super().query(sql)

    def read(self, sql: str) -> pd.DataFrame:  # noqa: D102 — said by Engine
        self._fetch_for(sql)
        return super().read(sql)

    def store(self, name: str, select: str) -> None:  # noqa: D102 — said by DuckDBEngine
        self._fetch_for(select)
        super().store(name, select)

    def stage(self, select: str) -> str:  # noqa: D102 — said by DuckDBEngine
        self._fetch_for(select)
        return super().stage(select)

    def keep(self, select: str) -> str:  # noqa: D102 — said by DuckDBEngine
        self._fetch_for(select)
        return super().keep(select)


def in_arrow(rows: list[tuple], columns: list[Column], origin: str) -> Any:
    """Some rows as an Arrow table; raises InputError for a value that is none of its column's kind."""
    import pyarrow as pa

    types = {
        "integer": pa.int64(), "decimal": pa.float64(), "boolean": pa.bool_(), "date": pa.date32(),
        "timestamp": pa.timestamp("us"), "timestamp_tz": pa.timestamp("us", "UTC"),
    }  # fmt: skip
    arrays = []
    for column, values in zip(columns, zip(*rows, strict=True), strict=True):
        exact = column.kind == "decimal" and column.places is not None
        kind = pa.decimal128(38, column.places) if exact else types.get(column.kind, pa.string())
        change = _CHANGED.get(column.kind, as_text) if not exact else Decimal
        try:
            arrays.append(pa.array(_changed(values, change), kind))
        except (pa.ArrowException, TypeError, ValueError, ArithmeticError, OverflowError):
            raise InputError(_odd_one(values, change, kind, column, origin)) from None
    return pa.Table.from_arrays(arrays, [f"c{at}" for at in range(len(columns))])


def _changed(values: tuple, change: Callable[[Any], Any]) -> list:
    return [None if value is None else change(value) for value in values]


def _odd_one(values: tuple, change: Callable, kind: Any, column: Column, origin: str) -> str:
    import pyarrow as pa

    def fits(value: Any) -> bool:
        try:
            pa.array(_changed((value,), change), kind)
        except (pa.ArrowException, TypeError, ValueError, ArithmeticError, OverflowError):
            return False
        return True

    odd = [value for value in values if not fits(value)]
    shown = f'"{str(odd[0])[:60]}"' if odd else "a value"
    return (
        f"{origin}, column {column.name}: {shown} is no {column.kind.removesuffix('_tz')} in "
        f"{len(odd):,} of the first rows. To mend it: correct it there, or map the column in the "
        f"database's own SQL, for example as nullif({column.name}, …) or cast({column.name} as char)"
    )


def as_text(value: Any) -> str:
    """A value as text that loses nothing.

    >>> as_text(Decimal("1E+3")), as_text(b"ab"), as_text(b"\\xff\\x00"), as_text(True)
    ('1000', 'ab', 'ff00', 'true')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bytes | bytearray | memoryview):
        held = bytes(value)
        try:
            return held.decode("utf-8")
        except UnicodeDecodeError:
            return held.hex()
    return str(value)


def _whole(value: Any) -> int:
    if int(value) != value:
        raise ValueError(value)
    return int(value)


def _instant(value: datetime) -> datetime:
    if not isinstance(value, datetime):
        raise TypeError(value)
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value


def _clock(value: datetime) -> datetime:
    if not isinstance(value, datetime):
        raise TypeError(value)
    # a driver that gives an offset to a wall clock gives it that of the session
    return value.replace(tzinfo=None)


def _day(value: Any) -> Any:
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date()
    if isinstance(value, datetime | str):
        raise TypeError(value)
    return value


_CHANGED: dict[str, Callable[[Any], Any]] = {
    "integer": _whole, "decimal": float, "boolean": bool, "date": _day, "timestamp": _clock,
    "timestamp_tz": _instant,
}  # fmt: skip
