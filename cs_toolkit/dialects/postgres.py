"""PostgreSQL, by URL and read only: our SQL is translated, and runs where the data lie."""

from typing import Any, ClassVar

import pandas as pd

from ..errors import InputError
from .base import Dialect, Engine, first_line
from .text import BLANKS, quoted

LONGEST_STATEMENT = "'30min'"  # a statement that takes longer is given up


class Postgres(Dialect):
    """PostgreSQL's dialect."""

    name = "postgres"
    title = "PostgreSQL"
    schemes = ("postgresql", "postgres")
    form = "postgresql://user@host/name (or postgres://)"
    extra = "postgres"
    tries = False
    series_gives_rows = True
    text = "text"
    number = "double precision"
    date_words: ClassVar = {
        "%d": "DD", "%m": "MM", "%Y": "YYYY", "%y": "YY", "%b": "Mon", "%B": "Month",
        "%H": "HH24", "%I": "HH12", "%M": "MI", "%S": "SS", "%p": "AM", "T%": '"T"%',
    }  # fmt: skip

    def connect(self, address: object = None) -> "PostgresEngine":  # noqa: D102 — said by Dialect
        return PostgresEngine(str(address))

    def matches(self, expression: str, pattern: str) -> str:  # noqa: D102 — said by Dialect
        return f"{expression} ~ {quoted(pattern)}"

    def after_fraction(self, text: str) -> str:  # noqa: D102 — said by Dialect
        return f"substring({text} from '[.][0-9]+(.*)$')"

    def seconds_between(self, start: str, end: str) -> str:  # noqa: D102 — said by Dialect
        return f"cast(extract(epoch from (({end}) - ({start}))) as double precision)"


class PostgresEngine(Engine):
    """A connection to one database, in which every statement is a read-only transaction."""

    dialect = Postgres()
    # The types that carry a meaning here, by their fixed numbers in PostgreSQL's catalogue.
    _KINDS: ClassVar = {
        16: "boolean", 20: "integer", 21: "integer", 23: "integer", 25: "text", 700: "decimal",
        701: "decimal", 1042: "text", 1043: "text", 1082: "date", 1114: "timestamp",
        1184: "timestamp_tz", 1700: "decimal", 2950: "text",
    }  # fmt: skip

    def __init__(self, url: str) -> None:
        try:
            import sqlalchemy
        except ImportError:
            raise self.dialect.missing() from None
        self.errors = (sqlalchemy.exc.SQLAlchemyError,)
        try:
            address = sqlalchemy.make_url(url)
            if address.drivername in self.dialect.schemes:
                address = address.set(drivername="postgresql+psycopg")
            self.database = sqlalchemy.create_engine(address)
        except ModuleNotFoundError:  # the driver
            raise self.dialect.missing() from None
        except (sqlalchemy.exc.SQLAlchemyError, ImportError, ValueError) as error:
            raise InputError(f"the database address cannot be used: {first_line(error)}") from None
        name = address.database or address.get_backend_name()  # no user, no password
        self.label = f"the database {name}"
        self._connection: Any = None

    @property
    def connection(self) -> Any:
        """One read-only connection, opened at the first need."""
        if self._connection is None:
            try:
                self._connection = self.database.connect()
            except self.errors as error:
                raise InputError(
                    f"the database cannot be reached: {first_line(error)} "
                    "(a password is taken from the environment, for PostgreSQL PGPASSWORD)"
                ) from None
            self._connection.execution_options(postgresql_readonly=True)
        return self._connection

    def inspector(self) -> Any:
        """What lists the schemas, tables and views of the database."""
        import sqlalchemy

        # not of the connection itself, in which a transaction would stay open
        return sqlalchemy.inspect(self.connection.engine)

    def tables(self) -> list[str]:
        """The tables and views of the database, with their schema where it is not the usual one."""
        try:
            inspector = self.inspector()
            schemas = [None, *sorted(set(inspector.get_schema_names()) - {"information_schema"})]
            usual = inspector.default_schema_name
            return [
                name if schema is None else f"{schema}.{name}"
                for schema in schemas
                if schema != usual
                for name in (*inspector.get_table_names(schema), *inspector.get_view_names(schema))
            ]
        except self.errors as error:
            raise InputError(f"the database cannot be read: {first_line(error)}") from None

    def _run(self, sql: str) -> tuple[list, list[tuple]]:
        """The description of the columns and the rows of one statement.

        It runs in a read-only transaction of its own, which ends with it: one that stayed open over
        an idle notebook would lock the company's tables.
        """
        import sqlalchemy

        opened = self.connection
        with opened.begin():
            encoding = opened.connection.driver_connection.info.encoding
            opened.exec_driver_sql(f"set local statement_timeout = {LONGEST_STATEMENT}")
            cursor = opened.connection.cursor()
            try:
                # without parameters, or the driver takes LIKE '%x%' for a placeholder; prepared, so
                # that the server itself refuses a text that holds more than one statement
                cursor.execute(_without_foreign_blanks(sql, encoding), prepare=True)
                return list(cursor.description), cursor.fetchall()
            except opened.dialect.loaded_dbapi.Error as error:
                raise sqlalchemy.exc.DBAPIError(None, None, error) from error
            finally:
                cursor.close()

    def _query(self, sql: str) -> pd.DataFrame:
        described, rows = self._run(sql)
        return pd.DataFrame(rows, columns=[column[0] for column in described])

    def kinds(self, select: str) -> dict[str, str]:  # noqa: D102 — said by Engine
        described, _ = self._run(f"select * from ({select}) as described limit 0")
        return {column[0]: self._KINDS.get(column[1], "unknown") for column in described}


def _without_foreign_blanks(sql: str, encoding: str) -> str:
    """A statement without the blanks that a database cannot hold: none of its texts has them."""
    for blank in BLANKS:
        try:
            blank.encode(encoding)
        except UnicodeEncodeError:
            sql = sql.replace(blank, "")
    return sql
