"""The databases that are read by URL: what each is called, installed by, and says of its types."""

from typing import Any, ClassVar

from .by_url import ByUrl
from .database import LONGEST_STATEMENT


class MySQL(ByUrl):
    """MySQL and MariaDB. A TIMESTAMP is an instant, a DATETIME a wall clock."""

    title = "MySQL"
    language = "mysql"
    mark = "`"
    hidden: ClassVar = ("/*!", "/*M!")
    schemes = ("mysql", "mariadb")
    driver = "mysql+pymysql"
    extra = "mysql"
    form = "mysql://user@host/name (or mariadb://)"
    password_in = "MYSQL_PWD"
    # instants come in UTC, a text means what a parser takes it for, and nothing is written
    first: ClassVar = (
        "set session time_zone = '+00:00', sql_mode = 'NO_ENGINE_SUBSTITUTION'",
        "set session transaction read only",
    )
    codes: ClassVar = {
        1: "integer", 2: "integer", 3: "integer", 8: "integer", 9: "integer", 13: "integer",
        4: "decimal", 5: "decimal", 0: "exact", 246: "exact", 10: "date", 12: "timestamp",
        7: "timestamp_tz", 15: "text", 253: "text", 254: "text", 247: "text", 252: "text",
    }  # fmt: skip

    def _limit(self, opened: Any) -> None:
        """MariaDB counts seconds, MySQL thousandths, each by a name of its own."""
        version = opened.exec_driver_sql("select version()").scalar() or ""
        if "mariadb" in version.lower():
            opened.exec_driver_sql(f"set session max_statement_time = {LONGEST_STATEMENT}")
        else:
            opened.exec_driver_sql(f"set session max_execution_time = {LONGEST_STATEMENT * 1000}")

    def _schemas(self, inspector: Any) -> set[str]:
        system = {"mysql", "performance_schema", "sys"}
        return super()._schemas(inspector) - system


class Snowflake(ByUrl):
    """Snowflake."""

    title = "Snowflake"
    language = "snowflake"
    schemes = ("snowflake",)
    driver = "snowflake"
    extra = "snowflake"
    form = "snowflake://user@account/database/schema?warehouse=name"
    password_in = "SNOWFLAKE_PASSWORD"
    first: ClassVar = (
        f"alter session set statement_timeout_in_seconds = {LONGEST_STATEMENT}, timezone = 'UTC'",
    )
    codes: ClassVar = {
        0: "exact", 1: "decimal", 2: "text", 3: "date", 4: "timestamp", 5: "text", 6: "timestamp_tz",
        7: "timestamp_tz", 8: "timestamp", 13: "boolean",
    }  # fmt: skip


class BigQuery(ByUrl):
    """Google BigQuery, by the credentials of the environment. A TIMESTAMP is an instant."""

    title = "BigQuery"
    language = "bigquery"
    mark = "`"
    schemes = ("bigquery",)
    driver = "bigquery"
    extra = "bigquery"
    form = "bigquery://project/dataset"
    codes: ClassVar = {
        "TIMESTAMP": "timestamp_tz", "DATETIME": "timestamp", "NUMERIC": "exact",
        "BIGNUMERIC": "exact",
    }  # fmt: skip


class Redshift(ByUrl):
    """Amazon Redshift, whose types bear PostgreSQL's numbers."""

    title = "Redshift"
    language = "redshift"
    schemes = ("redshift",)
    driver = "redshift+redshift_connector"
    extra = "redshift"
    form = "redshift://user@host:5439/name"
    password_in = "PGPASSWORD"
    first: ClassVar = (
        "set timezone = 'UTC'",
        f"set statement_timeout = {LONGEST_STATEMENT * 1000}",
        "set session characteristics as transaction read only",
    )
    codes: ClassVar = {
        16: "boolean", 20: "integer", 21: "integer", 23: "integer", 25: "text", 700: "decimal",
        701: "decimal", 1042: "text", 1043: "text", 1082: "date", 1114: "timestamp",
        1184: "timestamp_tz", 1700: "exact",
    }  # fmt: skip


class SQLServer(ByUrl):
    """Microsoft SQL Server, which knows no read-only transaction: use a login that only reads."""

    title = "SQL Server"
    language = "tsql"
    schemes = ("mssql", "sqlserver")
    driver = "mssql+pyodbc"
    extra = "sqlserver"
    form = "mssql://user@host/name?driver=ODBC+Driver+18+for+SQL+Server"
    password_in = "SQLCMDPASSWORD"


class Databricks(ByUrl):
    """A Databricks SQL warehouse. A TIMESTAMP is an instant."""

    title = "Databricks"
    language = "databricks"
    mark = "`"
    schemes = ("databricks",)
    driver = "databricks"
    extra = "databricks"
    form = "databricks://token@host?http_path=…&catalog=…&schema=…"
    password_in = "DATABRICKS_TOKEN"
    first: ClassVar = (
        "set time zone 'UTC'",
        f"set statement_timeout = {LONGEST_STATEMENT}",
    )
    codes: ClassVar = {
        "timestamp": "timestamp_tz",
        "timestamp_ntz": "timestamp",
        "decimal": "exact",
    }


SERVERS: tuple[type[ByUrl], ...] = (MySQL, Snowflake, BigQuery, Redshift, SQLServer, Databricks)


def server_of_scheme(scheme: str) -> type[ByUrl] | None:
    """The database of a URL's scheme, with or without a driver; None where none is known.

    >>> server_of_scheme("mariadb+pymysql").title, server_of_scheme("oracle")
    ('MySQL', None)
    """
    kind = scheme.partition("+")[0].lower()
    return next((one for one in SERVERS if kind in one.schemes), None)
