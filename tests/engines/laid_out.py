"""The same DataFrames laid into another engine, under the names of our tables."""

import pandas as pd
import pytest

from cs_toolkit.dialects import quoted_name

ENGINES = (
    "duckdb",
    pytest.param("postgres", marks=pytest.mark.postgres),
    pytest.param("spark", marks=pytest.mark.spark),
)
"""For what is asked of all three: each engine's tests are marked, as they run where it is installed."""


def into_postgres(url: str, tables: dict[str, pd.DataFrame]) -> str:
    """Each frame as a table of a PostgreSQL database; its URL again."""
    from sqlalchemy import create_engine

    database = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    for name, frame in tables.items():
        frame.to_sql(name, database, index=False, if_exists="replace")
    return url


def into_spark(session, tables: dict[str, pd.DataFrame]):
    """Each frame as a view of a Spark session, nulls and all; the session again."""
    for name, frame in tables.items():
        plain = frame.astype(object).where(frame.notna(), None)
        schema = ", ".join(f"{quoted_name(column, '`')} {_kind(frame[column])}" for column in frame)
        rows = [tuple(row) for row in plain.itertuples(index=False)]
        session.createDataFrame(rows, schema).localCheckpoint().createOrReplaceTempView(name)
    return session


def _kind(column: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_integer_dtype(column):
        return "bigint"
    return "double" if pd.api.types.is_float_dtype(column) else "string"
