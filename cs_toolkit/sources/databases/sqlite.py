"""SQLite: a file, opened read only by Python's own module."""

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

from ...dialects import first_line, quoted
from ...errors import InputError
from .database import BATCH, LONGEST_STATEMENT, Column, Database

HEAD = b"SQLite format 3\x00"
_STEPS = 100_000  # of SQLite's machine between two looks at the clock
_READS = (
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_FUNCTION,
    sqlite3.SQLITE_RECURSIVE,
)


def is_sqlite(path: Path) -> bool:
    """Whether a file begins as SQLite's do, whatever it is called."""
    try:
        with path.open("rb") as file:
            return file.read(len(HEAD)) == HEAD
    except OSError:
        return False


class SQLite(Database):
    """A file of tables whose columns may hold anything: their kinds are those of the values."""

    title = "SQLite"
    language = "sqlite"
    errors = (sqlite3.Error,)

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise InputError(f"there is no file {path}")
        self.label = path.name
        try:
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False
            )
            self._tables = [
                name
                for (name,) in self._connection.execute(
                    "select name from sqlite_master where type in ('table', 'view') "
                    "and name not like 'sqlite~_%' escape '~' order by name"
                )
            ]
        except sqlite3.Error as error:
            raise InputError(
                f"{path.name} cannot be opened as SQLite: {first_line(error)}"
            ) from None
        # from here on nothing but reading, whatever a statement says
        self._connection.set_authorizer(
            lambda action, *_: sqlite3.SQLITE_OK if action in _READS else sqlite3.SQLITE_DENY
        )
        self._until = 0.0
        self._connection.set_progress_handler(lambda: time.monotonic() > self._until, _STEPS)

    def tables(self) -> list[str]:
        """The tables and views of the file."""
        return self._tables

    def _execute(self, sql: str) -> sqlite3.Cursor:
        self._until = time.monotonic() + LONGEST_STATEMENT
        return self._connection.execute(sql)

    def columns(self, select: str) -> list[Column]:
        """The columns, each of the kind that all its values have; text where they differ."""
        described = self._execute(f"select * from ({select}) as described where 1 = 0").description
        names = [column[0] for column in described]
        kinds = ("integer", "real", "text", "blob")
        counts = ", ".join(
            f"sum(typeof({self.named(name)}) = {quoted(kind)})" for name in names for kind in kinds
        )
        found = self._execute(f"select {counts} from ({select}) as described").fetchone()
        width = len(kinds)
        return [
            Column(name, _kind(*(count or 0 for count in found[at * width : (at + 1) * width])))
            for at, name in enumerate(names)
        ]

    def batches(self, select: str) -> Iterator[list[tuple]]:
        """The rows, some at a time."""
        try:
            cursor = self._execute(select)
            while rows := cursor.fetchmany(BATCH):
                yield rows
        except sqlite3.Error as error:
            raise InputError(f"{self.label} answered: {first_line(error)}") from error


def _kind(integers: int, reals: int, texts: int, blobs: int) -> str:
    if texts or blobs or not (integers or reals):
        return "text"
    return "decimal" if reals else "integer"
