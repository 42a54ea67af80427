"""DuckDB: the embedded engine. Our SQL is written in its dialect and runs on it as it stands."""

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from ..errors import InputError
from ..temporary import TemporaryFolder
from .base import Dialect, Engine, first_line, kind_of
from .text import quoted
from .time_limit import in_time

MEMORY_LIMIT = "1GB"


class DuckDB(Dialect):
    """The dialect of our own SQL."""

    name = "duckdb"
    title = "DuckDB"
    form = "a DuckDB file"
    embedded = True

    def connect(self, address: object = None) -> "DuckDBEngine":  # noqa: D102 — said by Dialect
        return DuckDBEngine()

    def matches(self, expression: str, pattern: str) -> str:  # noqa: D102 — said by Dialect
        return f"regexp_matches({expression}, {quoted(pattern)})"

    def after_fraction(self, text: str) -> str:  # noqa: D102 — said by Dialect
        return f"regexp_extract({text}, '[.][0-9]+(.*)$', 1)"

    def seconds_between(self, start: str, end: str) -> str:  # noqa: D102 — said by Dialect
        return f"(cast(epoch_us({end}) - epoch_us({start}) as double) / 1000000)"

    def parsed_date(self, text: str, form: str, *, day_only: bool) -> str:  # noqa: D102 — said by Dialect
        return f"strptime({text}, '{form}')"

    def quotient(self, dividend: str, divisor: str) -> str:  # noqa: D102 — said by Dialect
        return f"((2 * ({dividend}) + ({divisor})) // (2 * ({divisor})))"

    def whole_rows(self, rows: str) -> str:
        """Every column: DuckDB would leave out one that nobody reads, and what is wrong with it."""
        return f"(select distinct * from {rows}) as read"


class DuckDBEngine(Engine):
    """A connection of this process. Nothing is downloaded, and what exceeds memory goes to disk."""

    dialect = DuckDB()
    label = "the embedded database"

    def __init__(self, *, small: bool = False) -> None:
        """``small`` data are computed by one thread.

        Several add up fractions in whatever order they come to them, and the last digit is then another
        one each time.
        """
        import duckdb

        self.errors = (duckdb.Error,)
        self._folder = TemporaryFolder()
        self._registered = self._staged = 0
        self._source = self._named = "tables"  # whose tables a statement's names mean
        self._kept: dict[str, str] = {}  # the SELECTs whose rows are kept, each with its table
        try:
            self.connection = duckdb.connect(
                self.temporary_file("tables.duckdb"),
                config={
                    "autoinstall_known_extensions": False,
                    "autoload_known_extensions": False,
                    "memory_limit": MEMORY_LIMIT,
                    "temp_directory": str(self._folder.path),
                    **({"threads": 1} if small else {}),
                },
            )
        except duckdb.Error as error:  # no room in the temporary folder, or no memory
            self._folder.close()
            raise InputError(
                f"the embedded database cannot be opened: {first_line(error)}. It needs memory, and room in "
                f"the temporary folder {self._folder.path.parent}: free some, or name another folder in TMPDIR"
            ) from error
        self.connection.execute("set TimeZone = 'UTC'")
        # where Python runs without a file, the engine would write its bar into an answer
        self.connection.execute("set enable_progress_bar = false")

    def open_only(self, folders: Iterable[Path]) -> None:
        """From here on no file outside these folders is opened, whatever a statement says."""
        allowed = [*map(str, (*folders, self._folder.path))]
        self.connection.execute(f"set allowed_directories = [{', '.join(map(quoted, allowed))}]")
        self.connection.execute("set enable_external_access = false")
        self.connection.execute("set lock_configuration = true")

    def temporary_file(self, name: str) -> Path:
        """A path that is gone with the engine."""
        return self._folder.path / name

    def register(self, frame: pd.DataFrame) -> str:
        """A name under which statements find a DataFrame."""
        self._registered += 1
        name = f"frame_{self._registered}"
        self.connection.register(name, frame)
        return name

    def store(self, name: str, select: str) -> None:
        """Keep the rows of a SELECT as a table on disk: read once, asked often."""
        self._name(self._source)
        try:
            with in_time(self.connection):
                self.connection.execute(f'create table tables."{name}" as {select}')
        except self.errors as error:
            raise InputError(f"table {name} cannot be read: {first_line(error)}") from error

    def stage(self, select: str) -> str:
        """A temporary table of the rows of a SELECT over the source; raises the engine's own error."""
        self._staged += 1
        name = f"temp.staged_{self._staged}"
        self._name(self._source)
        with in_time(self.connection):
            self.connection.execute(f"create temp table {name.removeprefix('temp.')} as {select}")
        return name

    def drop(self, name: str) -> None:
        """Give up a temporary table."""
        self.connection.execute(f"drop table if exists {name}")

    def keep(self, select: str) -> str:
        """The table that holds the rows of a SELECT, which runs once however often it is asked for.

        It is gone with the connection, and what exceeds memory goes to disk.
        """
        if select not in self._kept:
            name = f"kept_{len(self._kept) + 1}"
            self._name("tables")
            try:
                with in_time(self.connection):
                    self.connection.execute(f"create temp table {name} as {select}")
            except self.errors as error:
                raise InputError(
                    f"the {self.dialect.name} source answered: {first_line(error)}"
                ) from error
            self._kept[select] = f"temp.{name}"
        return self._kept[select]

    def attach(self, path: Path) -> None:
        """From here on the source's names are those of a DuckDB file, which is only read."""
        self.connection.execute(f"attach {quoted(str(path))} as company (read_only)")
        self._source = "company"

    def tables(self) -> list[str]:
        """The tables and views of the attached file, with their schema where it is not the usual one."""
        found = self.read(
            "select table_schema, table_name from information_schema.tables "
            f"where table_catalog = {quoted(self._source)}"
        )
        return [
            name if schema == "main" else f"{schema}.{name}"
            for schema, name in found.itertuples(index=False)
        ]

    def macros(self) -> set[str]:
        """The names of the attached file's own macros, which may hold whatever their author likes."""
        if self._source == "tables":
            return set()
        found = self.read(
            "select lower(function_name) as name from duckdb_functions() "
            f"where database_name = {quoted(self._source)} and function_type = 'macro'"
        )
        return {*found["name"]}

    def query(self, sql: str) -> pd.DataFrame:  # noqa: D102 — said by Engine
        self._name("tables")
        return self._answered(sql)

    def read(self, sql: str) -> pd.DataFrame:  # noqa: D102 — said by Engine
        self._name(self._source)
        return self._answered(sql)

    def _query(self, sql: str) -> pd.DataFrame:
        with in_time(self.connection):
            return self.connection.execute(sql).df()

    def _name(self, database: str) -> None:
        """From here on a statement's names mean this database's tables."""
        if database != self._named:
            self.connection.execute(f"use {database}")
            self._named = database

    def kinds(self, select: str) -> dict[str, str]:  # noqa: D102 — said by Engine
        self._name(self._source)
        described = self.connection.execute(f"describe {select}").fetchall()
        return {row[0]: kind_of(row[1]) for row in described}
