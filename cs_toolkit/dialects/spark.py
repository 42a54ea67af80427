"""Spark: the session of the caller, or the one that is active. Our SQL is translated for it."""

from typing import Any, ClassVar

import pandas as pd

from .base import Dialect, Engine, kind_of
from .text import quoted


class Spark(Dialect):
    """Spark's dialect, which Databricks speaks too."""

    name = "spark"
    title = "Spark"
    word = "spark"
    form = "spark"
    extra = "spark"
    text = "string"
    timestamp = "timestamp_ntz"
    instant = "timestamp"
    mark = "`"
    date_words: ClassVar = {
        "%d": "d", "%m": "M", "%Y": "yyyy", "%y": "yy", "%b": "MMM", "%B": "MMMM",
        "%H": "H", "%I": "h", "%M": "m", "%S": "s", "%p": "a", "T%": "''T''%",
        "%Y%m%d": "yyyyMMdd",
    }  # fmt: skip

    def connect(self, address: object = None) -> "SparkEngine":  # noqa: D102 — said by Dialect
        return SparkEngine(None if isinstance(address, str) else address)

    def opened(self, given: object) -> bool:
        """Whether a caller's object is a Spark session, without importing Spark."""
        return hasattr(given, "catalog") and hasattr(given, "sql")

    def literal(self, value: Any) -> str:
        """A value as Spark reads it: its strings read backslashes."""
        return super().literal(value.replace("\\", "\\\\") if isinstance(value, str) else value)

    def matches(self, expression: str, pattern: str) -> str:
        """Whether a text matches: in a raw string, as a plain one reads backslashes itself."""
        return f"{expression} rlike r{quoted(pattern)}"

    def after_fraction(self, text: str) -> str:  # noqa: D102 — said by Dialect
        return f"regexp_extract({text}, r'[.][0-9]+(.*)$', 1)"

    def moved(self, expression: str, from_zone: str, to_zone: str) -> str:  # noqa: D102 — said by Dialect
        return f"convert_timezone({quoted(from_zone)}, {quoted(to_zone)}, {expression})"

    def on_clock(self, instant: str, zone: str) -> str:  # noqa: D102 — said by Dialect
        clock = f"cast({instant} as timestamp_ntz)"
        return f"convert_timezone(current_timezone(), {quoted(zone)}, {clock})"

    def seconds_between(self, start: str, end: str) -> str:  # noqa: D102 — said by Dialect
        parts = {"day": 86400, "hour": 3600, "minute": 60, "second": 1}
        elapsed = " + ".join(
            f"cast(extract({part} from (({end}) - ({start}))) as double) * {size}"
            for part, size in parts.items()
        )
        return f"({elapsed})"

    def day_of_count(self, number: str) -> str:  # noqa: D102 — said by Dialect
        return f"date_add(date '1899-12-30', cast({number} as int))"

    def time_of_count(self, number: str) -> str:  # noqa: D102 — said by Dialect
        seconds = f"round(cast({number} as double) * 86400)"
        return f"timestamp_ntz '1899-12-30' + make_dt_interval(0, 0, 0, {seconds})"

    def instant_of_seconds(self, number: str) -> str:  # noqa: D102 — said by Dialect
        return f"timestamp_seconds(cast({number} as bigint))"

    def instant_of_milliseconds(self, number: str) -> str:  # noqa: D102 — said by Dialect
        return f"timestamp_millis(cast({number} as bigint))"


class SparkEngine(Engine):
    """A Spark session, the caller's own or the one that is active."""

    dialect = Spark()
    label = "the Spark session"

    def __init__(self, session: Any = None) -> None:
        try:
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession
        except ImportError:
            raise self.dialect.missing() from None
        self.errors = (PySparkException,)
        self.session = (
            session or SparkSession.getActiveSession() or SparkSession.builder.getOrCreate()
        )

    def tables(self) -> list[str]:
        """The tables and views of the session's current schema."""
        return [table.name for table in self.session.catalog.listTables()]

    def _query(self, sql: str) -> pd.DataFrame:
        from .spark_steps import by_steps  # reads the statement with sqlglot: on Spark alone

        with by_steps(self.session, sql, self.errors) as select:
            result = self.session.sql(select)
            # toPandas would need Arrow settings of the session; measures are small
            return pd.DataFrame([tuple(row) for row in result.collect()], columns=result.columns)

    def kinds(self, select: str) -> dict[str, str]:  # noqa: D102 — said by Engine
        fields = self.session.sql(select).schema.fields
        # Spark's "timestamp" is an instant; its "timestamp_ntz" is a wall clock
        named = {"timestamp": "timestamp_tz", "timestamp_ntz": "timestamp"}
        return {
            f.name: named.get(f.dataType.simpleString()) or kind_of(f.dataType.simpleString())
            for f in fields
        }
