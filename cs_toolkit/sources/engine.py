"""The thin executor: one statement in, one small DataFrame out, on DuckDB, SQL databases and Spark."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

import pandas as pd

from ..errors import InputError
from ..temporary import TemporaryFolder
from .address import POSTGRES
from .casts import BLANKS, quoted

# Kinds of source columns, as far as typing them needs to tell them apart.
KINDS = ("text", "integer", "decimal", "boolean", "date", "timestamp", "timestamp_tz", "unknown")
MEMORY_LIMIT = "1GB"
LONGEST_STATEMENT = "'30min'"  # a statement of a database that takes longer is given up


def first_line(error: Exception) -> str:
    """What an engine says first: the sentence that a person can act on, without its trace.

    >>> first_line(ValueError("CSV Error on Line: 3\\nOriginal Line: x\\nExpected 2 columns\\nTry this"))
    'CSV Error on Line: 3 Expected 2 columns'
    """
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    if (
        "CSV Error on Line" in lines[0]
    ):  # the reason comes after the line, which may be megabytes long
        lines[0] += " " + next((line for line in lines[1:] if "Original Line" not in line), "")
    return lines[0].strip()[:300]


class Engine(ABC):
    """What the three engines share. ``dialect`` is sqlglot's name of the language spoken."""

    dialect: str
    errors: tuple[type[Exception], ...]

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
            raise InputError(f"the {self.dialect} source answered: {first_line(error)}") from error

    @abstractmethod
    def kinds(self, select: str) -> dict[str, str]:
        """Column → kind of a SELECT, without running it over the rows; the engine's error if it can't."""

    @abstractmethod
    def _query(self, sql: str) -> pd.DataFrame: ...


def kind_of(type_name: str) -> str:
    """The kind of a type, from the name that DuckDB or Spark gives it.

    >>> [kind_of(name) for name in ("BIGINT", "DECIMAL(18,2)", "TIMESTAMP WITH TIME ZONE", "string")]
    ['integer', 'decimal', 'timestamp_tz', 'text']
    >>> [kind_of(name) for name in ("BIGINT[]", "INTERVAL", "STRUCT(a INTEGER)")]
    ['unknown', 'unknown', 'unknown']
    """
    name = type_name.lower()
    for pattern, kind in (
        (r".*\]$|interval|struct|map|array|union", "unknown"),  # "INTEGER[]" is no number
        ("timestamp.*(with time zone|tz$)|timestamp_ltz", "timestamp_tz"),
        ("timestamp|datetime", "timestamp"),
        ("date", "date"),
        ("bool", "boolean"),
        ("(tiny|small|big|huge|u.*)?int|long|short|byte", "integer"),
        ("decimal|numeric|double|float|real", "decimal"),
        ("char|text|string|enum|uuid|json", "text"),
    ):
        if re.match(pattern, name):
            return kind
    return "unknown"


class DuckDBEngine(Engine):
    """The embedded default. Nothing is downloaded, and what exceeds memory goes to disk."""

    dialect = "duckdb"

    def __init__(self):
        import duckdb

        self.errors = (duckdb.Error,)
        self._folder = TemporaryFolder()
        self._registered = 0
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
                },
            )
        except duckdb.Error as error:  # no room in the temporary folder, or no memory
            self._folder.close()
            raise InputError(
                f"the embedded database cannot be opened: {first_line(error)}. It needs memory, and room in "
                f"the temporary folder {self._folder.path.parent}: free some, or name another folder in TMPDIR"
            ) from error
        self.connection.execute("set TimeZone = 'UTC'")

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
            self.connection.execute(f'create table tables."{name}" as {select}')
        except self.errors as error:
            raise InputError(f"table {name} cannot be read: {first_line(error)}") from error

    def keep(self, select: str) -> str:
        """The table that holds the rows of a SELECT, which runs once however often it is asked for.

        It is gone with the connection, and what exceeds memory goes to disk.
        """
        if select not in self._kept:
            name = f"kept_{len(self._kept) + 1}"
            self._name("tables")
            try:
                self.connection.execute(f"create temp table {name} as {select}")
            except self.errors as error:
                raise InputError(
                    f"the {self.dialect} source answered: {first_line(error)}"
                ) from error
            self._kept[select] = f"temp.{name}"
        return self._kept[select]

    def reads_from(self, database: str) -> None:
        """The source's names are those of an attached database."""
        self._source = database

    def query(self, sql: str) -> pd.DataFrame:  # noqa: D102 — said by Engine
        self._name("tables")
        return self._answered(sql)

    def read(self, sql: str) -> pd.DataFrame:  # noqa: D102 — said by Engine
        self._name(self._source)
        return self._answered(sql)

    def _query(self, sql):
        return self.connection.execute(sql).df()

    def _name(self, database: str) -> None:
        """From here on a statement's names mean this database's tables."""
        if database != self._named:
            self.connection.execute(f"use {database}")
            self._named = database

    def kinds(self, select):  # noqa: D102 — said by Engine
        self._name(self._source)
        described = self.connection.execute(f"describe {select}").fetchall()
        return {row[0]: kind_of(row[1]) for row in described}


class SQLAlchemyEngine(Engine):
    """A PostgreSQL database by URL, read only."""

    dialect = "postgres"
    # The types of PostgreSQL that carry a meaning here, by their fixed numbers in its catalogue.
    _POSTGRES: ClassVar = {
        16: "boolean", 20: "integer", 21: "integer", 23: "integer", 25: "text", 700: "decimal",
        701: "decimal", 1042: "text", 1043: "text", 1082: "date", 1114: "timestamp",
        1184: "timestamp_tz", 1700: "decimal", 2950: "text",
    }  # fmt: skip

    def __init__(self, url: str):
        try:
            import sqlalchemy
        except ImportError:
            raise InputError(
                'reading PostgreSQL needs an extra: pip install "cs_toolkit[postgres]"'
            ) from None
        self.errors = (sqlalchemy.exc.SQLAlchemyError,)
        try:
            address = sqlalchemy.make_url(url)
            if address.drivername in POSTGRES:
                address = address.set(drivername="postgresql+psycopg")
            self.database = sqlalchemy.create_engine(address)
        except (sqlalchemy.exc.SQLAlchemyError, ImportError, ValueError) as error:
            raise InputError(f"the database address cannot be used: {first_line(error)}") from None
        self.label = address.database or address.get_backend_name()  # no user, no password
        self._connection = None

    @property
    def connection(self):
        """One read-only connection, opened at the first need."""
        if self._connection is None:
            try:
                self._connection = self.database.connect()
            except self.errors as error:
                raise InputError(
                    f"the database cannot be reached: {first_line(error)} "
                    "(a password is taken from the environment, for PostgreSQL PGPASSWORD)"
                ) from None
            if self.dialect == "postgres":
                self._connection.execution_options(postgresql_readonly=True)
        return self._connection

    def inspector(self):
        """What lists the schemas, tables and views of the database."""
        import sqlalchemy

        # not of the connection itself, in which a transaction would stay open
        return sqlalchemy.inspect(self.connection.engine)

    def _run(self, sql: str) -> tuple[list, list[tuple]]:
        """The description of the columns and the rows of one statement.

        It runs in a read-only transaction of its own, which ends with it: one that stayed open over
        an idle notebook would lock the company's tables.
        """
        import sqlalchemy

        opened, postgres = self.connection, self.dialect == "postgres"
        with opened.begin():
            if postgres:
                sql = _without_foreign_blanks(
                    sql, opened.connection.driver_connection.info.encoding
                )
            if postgres:
                opened.exec_driver_sql(f"set local statement_timeout = {LONGEST_STATEMENT}")
            cursor = opened.connection.cursor()
            try:
                # without parameters, or a driver takes LIKE '%x%' for a placeholder; prepared, so
                # that the server itself refuses a text that holds more than one statement
                cursor.execute(sql, **({"prepare": True} if postgres else {}))
                return list(cursor.description), cursor.fetchall()
            except opened.dialect.loaded_dbapi.Error as error:
                raise sqlalchemy.exc.DBAPIError(None, None, error) from error
            finally:
                cursor.close()

    def _query(self, sql):
        described, rows = self._run(sql)
        return pd.DataFrame(rows, columns=[column[0] for column in described])

    def kinds(self, select):  # noqa: D102 — said by Engine
        described, _ = self._run(f"select * from ({select}) as described limit 0")
        known = self._POSTGRES if self.dialect == "postgres" else {}
        return {column[0]: known.get(column[1], "unknown") for column in described}


def _without_foreign_blanks(sql: str, encoding: str) -> str:
    """A statement without the blanks that a database cannot hold: none of its texts has them."""
    for blank in BLANKS:
        try:
            blank.encode(encoding)
        except UnicodeEncodeError:
            sql = sql.replace(blank, "")
    return sql


class SparkEngine(Engine):
    """A Spark session, the caller's own or the one that is active."""

    dialect = "spark"

    def __init__(self, session=None):
        try:
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession
        except ImportError:
            raise InputError(
                'reading Spark needs an extra: pip install "cs_toolkit[spark]"'
            ) from None
        self.errors = (PySparkException,)
        self.session = (
            session or SparkSession.getActiveSession() or SparkSession.builder.getOrCreate()
        )

    def _query(self, sql):
        from .shared_steps import by_steps  # reads the statement with sqlglot: on Spark alone

        with by_steps(self.session, sql, self.errors) as select:
            result = self.session.sql(select)
            # toPandas would need Arrow settings of the session; measures are small
            return pd.DataFrame([tuple(row) for row in result.collect()], columns=result.columns)

    def kinds(self, select):  # noqa: D102 — said by Engine
        fields = self.session.sql(select).schema.fields
        # Spark's "timestamp" is an instant; its "timestamp_ntz" is a wall clock
        named = {"timestamp": "timestamp_tz", "timestamp_ntz": "timestamp"}
        return {
            f.name: named.get(f.dataType.simpleString()) or kind_of(f.dataType.simpleString())
            for f in fields
        }
