"""What drivers say of a column's type, and what becomes of its values: no server is needed."""

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from cs_toolkit.errors import InputError
from cs_toolkit.sources.databases import Column
from cs_toolkit.sources.databases.reading_engine import in_arrow
from cs_toolkit.sources.databases.servers import (
    BigQuery,
    Databricks,
    Redshift,
    Snowflake,
    SQLServer,
)

# each driver's own description of a column (name, code, …, scale) → its kind and decimal places
DESCRIBED = [
    (Snowflake, 0, 2, "decimal", 2),
    (Snowflake, 6, None, "timestamp_tz", None),
    (Snowflake, 8, None, "timestamp", None),
    (Snowflake, 13, None, "boolean", None),
    (BigQuery, "INT64", None, "integer", None),
    (BigQuery, "TIMESTAMP", None, "timestamp_tz", None),
    (BigQuery, "DATETIME", None, "timestamp", None),
    (BigQuery, "NUMERIC", None, "text", None),  # its places are not said: as text, nothing is lost
    (BigQuery, "BOOL", None, "boolean", None),
    (Redshift, 1700, None, "text", None),
    (Redshift, 1184, None, "timestamp_tz", None),
    (SQLServer, Decimal, 4, "decimal", 4),
    (SQLServer, datetime, 0, "timestamp", None),
    (SQLServer, bool, 0, "boolean", None),
    (SQLServer, str, 0, "text", None),
    (SQLServer, bytearray, 0, "unknown", None),
    (Databricks, "timestamp", None, "timestamp_tz", None),
    (Databricks, "timestamp_ntz", None, "timestamp", None),
    (Databricks, "bigint", None, "integer", None),
    (Databricks, "decimal", 6, "decimal", 6),
    (Databricks, "string", None, "text", None),
]


@pytest.mark.parametrize(("server", "code", "scale", "kind", "places"), DESCRIBED)
def test_the_kind_of_a_column(server, code, scale, kind, places):
    described = ("x", code, None, None, None, scale, True)
    assert server._column(server.__new__(server), described) == Column("x", kind, places)


def stored(kind, values, places=None):
    rows = [(value,) for value in values]
    return in_arrow(rows, [Column("x", kind, places)], "orders").column(0).to_pylist()


@pytest.mark.parametrize(
    ("kind", "places", "value", "expected"),
    [
        ("decimal", 6, Decimal("9007199254740993.000001"), Decimal("9007199254740993.000001")),
        ("text", None, Decimal("0.10"), "0.10"),
        ("decimal", None, 0.5, 0.5),
        ("integer", None, Decimal("7"), 7),
        ("boolean", None, 1, True),
        ("date", None, date(2026, 3, 1), date(2026, 3, 1)),
        ("date", None, datetime(2026, 3, 1), date(2026, 3, 1)),
        ("timestamp", None, datetime(2026, 3, 1, 9, 30), datetime(2026, 3, 1, 9, 30)),
        ("unknown", None, timedelta(hours=2), "2:00:00"),
        ("unknown", None, b"\x00\xff", "00ff"),
        ("text", None, "北京 🚀", "北京 🚀"),
    ],
)
def test_a_value_is_what_it_was(kind, places, value, expected):
    assert stored(kind, [value, None], places) == [expected, None]


def test_an_instant_is_one_whatever_its_offset():
    there = datetime(2026, 3, 1, 9, 30, tzinfo=timezone(timedelta(hours=5)))
    (found, bare) = stored("timestamp_tz", [there, datetime(2026, 3, 1, 4, 30)])
    assert found == bare == datetime(2026, 3, 1, 4, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kind", "places", "values", "told"),
    [
        (
            "date",
            None,
            [date(2026, 3, 1), "0000-00-00", "0000-00-00"],
            '"0000-00-00" is no date in 2',
        ),
        ("integer", None, [1, 2**63], f'"{2**63}" is no integer in 1'),
        ("integer", None, [Decimal("1.5")], '"1.5" is no integer in 1'),
        ("timestamp", None, ["soon"], '"soon" is no timestamp in 1'),
        ("decimal", 2, [Decimal("1.005")], '"1.005" is no decimal in 1'),
    ],
)
def test_a_value_of_another_kind_is_refused_with_its_column(kind, places, values, told):
    with pytest.raises(
        InputError, match=f"^orders, column x: {told} of the first rows. To mend it"
    ):
        stored(kind, values, places)
