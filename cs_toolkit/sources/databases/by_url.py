"""Databases that SQLAlchemy reaches by a URL: MySQL and MariaDB, and warehouses by their own drivers."""

import os
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from ...dialects import first_line
from ...errors import InputError
from ..address import password_of
from .database import BATCH, Column, Database, kind_of_name

_PYTHON = {
    bool: "boolean", int: "integer", float: "decimal", Decimal: "exact", str: "text",
    date: "date", datetime: "timestamp",
}  # fmt: skip


class ByUrl(Database):
    """One database by its URL. What differs between them are the values below."""

    schemes: ClassVar[tuple[str, ...]]
    driver: ClassVar[str]  # the name that SQLAlchemy knows dialect and driver by
    extra: ClassVar[str]
    form: ClassVar[str]  # an address as an example
    password_in: ClassVar[str] = ""  # the environment's variable that may hold the password
    first: ClassVar[tuple[str, ...]] = ()  # statements that a session begins with
    codes: ClassVar[dict[Any, str]] = {}  # a driver's code of a type → its kind, or "exact"

    def __init__(self, url: str) -> None:
        try:
            import sqlalchemy
        except ImportError:
            raise self._missing() from None
        self.errors = (sqlalchemy.exc.SQLAlchemyError,)
        self._secrets = password_of(url)
        try:
            address = sqlalchemy.make_url(url)
            if "+" not in address.drivername:
                address = address.set(drivername=self.driver)
            secret = os.environ.get(self.password_in, "") if self.password_in else ""
            if secret and not address.password:
                address = address.set(password=secret)
                self._secrets = (*self._secrets, secret)
            self._database = sqlalchemy.create_engine(address)
        except (ModuleNotFoundError, sqlalchemy.exc.NoSuchModuleError):
            raise self._missing() from None
        except (sqlalchemy.exc.SQLAlchemyError, ImportError, ValueError) as error:
            raise InputError(f"the database address cannot be used: {self._said(error)}") from None
        self.label = f"the database {address.database or address.get_backend_name()}"
        self._opened: Any = None

    def _missing(self) -> InputError:
        return InputError(
            f'reading {self.title} needs an extra: pip install "cs_toolkit[{self.extra}]"'
        )

    def _said(self, error: Exception) -> str:
        """What the driver says, without the password, should it be in it."""
        said = first_line(error)
        for secret in self._secrets:
            said = said.replace(secret, "…")
        return said

    @property
    def _connection(self) -> Any:
        """One connection, opened at the first need, which only reads."""
        if self._opened is None:
            try:
                opened = self._database.connect()
                for statement in self.first:
                    opened.exec_driver_sql(statement)
                self._limit(opened)
                opened.rollback()
            except self.errors as error:
                password = f" (a password may be in {self.password_in})" if self.password_in else ""
                raise InputError(
                    f"the database cannot be reached: {self._said(error)}{password}"
                ) from None
            self._opened = opened
        return self._opened

    def _limit(self, opened: Any) -> None:
        """Limit how long a statement may take, where the database can."""

    def tables(self) -> list[str]:
        """The tables and views, with their schema where it is not the usual one."""
        import sqlalchemy

        try:
            inspector = sqlalchemy.inspect(self._connection.engine)
            usual = inspector.default_schema_name
            return [
                name if schema is None else f"{schema}.{name}"
                for schema in (None, *sorted(self._schemas(inspector)))
                if schema != usual
                for name in (*inspector.get_table_names(schema), *inspector.get_view_names(schema))
            ]
        except self.errors as error:
            raise InputError(f"the database cannot be read: {self._said(error)}") from None

    def _schemas(self, inspector: Any) -> set[str]:
        return set(inspector.get_schema_names()) - {"information_schema", "INFORMATION_SCHEMA"}

    def columns(self, select: str) -> list[Column]:
        """The columns of a SELECT by what the driver says of them, without its rows."""
        with self._connection.begin():
            result = self._run(f"select * from ({select}) as described where 1 = 0")
            try:
                return [self._column(described) for described in result.cursor.description]
            finally:
                result.close()

    def _run(self, sql: str) -> Any:
        # no parameters, or a driver takes LIKE '%x%' for a placeholder
        options = {"no_parameters": True, "stream_results": True}
        return self._connection.exec_driver_sql(sql, execution_options=options)

    def _column(self, described: tuple) -> Column:
        code, scale = described[1], described[5] if len(described) > 5 else None
        kind = self.codes.get(code) if not isinstance(code, type) else _PYTHON.get(code)
        if kind is None and isinstance(code, str):
            kind = kind_of_name(code)
        if kind != "exact":
            return Column(described[0], kind or "unknown")
        # an exact number whose places nobody says stays text, which loses nothing
        known = isinstance(scale, int) and 0 <= scale <= 18
        return Column(described[0], "decimal" if known else "text", scale if known else None)

    def batches(self, select: str) -> Iterator[list[tuple]]:
        """The rows, some at a time, in one transaction that ends with the last of them."""
        try:
            with self._connection.begin():
                result = self._run(select)
                try:
                    while rows := result.fetchmany(BATCH):
                        yield [tuple(row) for row in rows]
                finally:
                    result.close()
        except self.errors as error:
            raise InputError(f"{self.label} answered: {self._said(error)}") from error
