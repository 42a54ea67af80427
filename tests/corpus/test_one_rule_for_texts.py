"""A text has one meaning, or none, whichever engine reads it."""

import pandas as pd
import pytest

from cs_toolkit.dialects import DUCKDB
from cs_toolkit.sources import open_source
from cs_toolkit.sources.casts import to_kind
from tests.corpus.odd_texts import odd_texts
from tests.engines.laid_out import into_postgres, into_spark

KINDS = ("text", "money", "number", "whole", "flag", "day", "moment", "period")
NEW_YORK = "America/New_York"
MISSING = "missing"


def _read(source) -> pd.DataFrame:
    """Every text as each kind, in the order in which they were written."""
    columns = ", ".join(
        f"{to_kind('given', 'text', kind, source.engine.dialect, NEW_YORK, 'Europe/Paris')} as as_{kind}"
        for kind in KINDS
    )
    found = source.engine.query(f"select place, {columns} from odd_texts").set_index("place")
    return found.sort_index().map(_plain)


def _plain(value):
    if pd.isna(value):
        return MISSING
    if hasattr(value, "year"):
        return pd.Timestamp(value).isoformat()
    if isinstance(value, str | bool):
        return str(value)
    return f"{float(value) + 0.0:.6g}"  # -0 is 0


@pytest.fixture(scope="module")
def texts():
    written = list(odd_texts())
    return {"odd_texts": pd.DataFrame({"place": range(len(written)), "given": written})}


@pytest.fixture(scope="module")
def in_duckdb(texts, tmp_path_factory):
    source = open_source(texts, tmp_path_factory.mktemp("texts"))
    frame = source.relations["odd_texts"].select
    source.engine.connection.execute(f"create view odd_texts as {frame}")
    return _read(source)


def _differences(texts, one, other) -> list:
    given = texts["odd_texts"]["given"]
    return [
        (given[place], kind, one.at[place, kind], other.at[place, kind])
        for kind in one
        for place in one.index
        if one.at[place, kind] != other.at[place, kind]
    ]


def test_postgres_reads_as_the_embedded_engine(texts, in_duckdb, postgres_url, tmp_path):
    # a database keeps no NUL, and these have none
    read = _read(open_source(into_postgres(postgres_url, texts), tmp_path))
    assert _differences(texts, in_duckdb, read) == []


def test_spark_reads_as_the_embedded_engine(texts, in_duckdb, spark, tmp_path):
    read = _read(open_source(into_spark(spark, texts), tmp_path))
    assert _differences(texts, in_duckdb, read) == []


@pytest.mark.parametrize(
    ("given", "kind", "read"),
    [
        ("\u00a0a\u3000", "text", "a"),
        (" 2026-01-01 ", "day", "2026-01-01T00:00:00"),
        ("2026-01-01T09:30Z", "moment", "2026-01-01T09:30:00"),
        ("2026-01-01T23:59:60", "moment", MISSING),
        ("2026-01-01T24:00:00", "moment", MISSING),
        ("2026-01-01T09:30:00+99:00", "moment", MISSING),
        ("2026-02-29", "day", MISSING),
        ("1e400", "number", MISSING),
        ("1e15", "money", MISSING),
        ("true", "number", MISSING),
        ("9223372036854775808", "whole", MISSING),
    ],
)
def test_what_the_rule_is(tmp_path, given, kind, read):
    engine = open_source({}, tmp_path).engine
    engine.register(pd.DataFrame({"given": [given]}))
    sql = to_kind("given", "text", kind, DUCKDB, "UTC", "UTC")
    assert _plain(engine.query(f"select {sql} as v from frame_1")["v"].iloc[0]) == read
