"""Every preset, and the measures of other shapes, give the same rows on the three engines."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.measures import ladders
from cs_toolkit.presets import PRESETS
from tests.engines.odd_rows import odd_tables

SETTINGS = {"as_of": "2026-05-10T12:00:00", "time_zone": "Europe/Paris", "currency": "EUR"}
RULES = {
    **{name: {"preset": name} for name in PRESETS},
    "none of the defaults": {
        "within_period": "included", "reactivation_gap": "month", "paused": "counted",
        "past_due": "excluded", "past_due_days": 10, "discounts": "all", "churn_lands": "scheduled",
        "inactive_after_days": 45, "acquisition_lag_months": 2, "conversion_window_days": 7,
    },
}  # fmt: skip
FAMILIES = ["revenue", "retention", "value", "acquisition"]
DETAILS = sorted(
    ladder.name
    for ladder in ladders().values()
    if ladder.keys != ("period", "segment") and ladder.family in FAMILIES
)


@pytest.fixture(scope="module")
def database(postgres_url):
    from sqlalchemy import create_engine

    there = create_engine(postgres_url.replace("postgresql://", "postgresql+psycopg://"))
    for name, frame in odd_tables().items():
        frame.to_sql(name, there, index=False, if_exists="replace")
    return postgres_url


@pytest.fixture(scope="module")
def views(spark):
    for name, frame in odd_tables().items():
        plain = frame.astype(object).where(frame.notna(), None)
        kinds = ", ".join(f"`{column}` {_kind(frame[column])}" for column in frame)
        rows = [tuple(row) for row in plain.itertuples(index=False)]
        spark.createDataFrame(rows, kinds).createOrReplaceTempView(name)
    return spark


def _kind(column: pd.Series) -> str:
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_integer_dtype(column):
        return "bigint"
    return "double" if pd.api.types.is_float_dtype(column) else "string"


def compare_measures(source, rules, families, by):
    here, there = (cs.open(one, policies=rules, **SETTINGS) for one in (odd_tables(), source))
    expected, found = (
        one.measures("2026-03..2026-05", family=families, by=by)
        .sort_values(["period", "dimension", "segment"])
        .reset_index(drop=True)
        for one in (here, there)
    )
    assert len(expected) > 2
    pd.testing.assert_frame_equal(found, expected)


def compare_details(source, names, by):
    here, there = (cs.open(one, **SETTINGS) for one in (odd_tables(), source))
    for name in names:
        expected, found = (
            one.detail(name, one.periods("2026-03..2026-04"), by) for one in (here, there)
        )
        assert len(expected) > 0, name
        pd.testing.assert_frame_equal(found, expected, obj=name)


@pytest.mark.postgres
@pytest.mark.parametrize("rules", RULES)
def test_every_rule_on_postgres(database, rules):
    compare_measures(database, RULES[rules], FAMILIES, "plan")


@pytest.mark.postgres
def test_every_detail_on_postgres(database):
    compare_details(database, DETAILS, "total")


@pytest.mark.spark
@pytest.mark.slow
def test_no_default_rule_on_spark(views):
    compare_measures(views, RULES["none of the defaults"], ["revenue", "retention"], ())


@pytest.mark.spark
@pytest.mark.slow
def test_details_on_spark(views):
    compare_details(views, ["retention/churn_reasons", "acquisition/sales_funnel"], "total")
