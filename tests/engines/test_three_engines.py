"""One text of each measure gives the same numbers on DuckDB, PostgreSQL and Spark."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.company.request import FAMILIES
from tests.engines.laid_out import into_postgres, into_spark
from tests.engines.odd_rows import odd_tables

HOURS = {
    "weekdays": "09:00-17:00", "by": "medium",
    "schedules": {"chat": {"weekdays": "00:00-24:00", "time_zone": "Asia/Shanghai"}},
}  # fmt: skip
SETTINGS = {
    "as_of": "2026-05-10T12:00:00", "time_zone": "Europe/Paris", "currency": "EUR",
    "fiscal_year_start": "april",
    "business_hours": HOURS, "policies": {"bot_resolutions": "excluded"},
    "service_targets": {
        "first_response": "4h", "resolution": "16h", "hours": "business_hours",
        "priorities": {"urgent": {"first_response": "30m"}},
    },
}  # fmt: skip
# one statement answers for all of them: no kind of period costs a statement of its own
KINDS = [
    "2026-03..2026-05", "2025-10", "FY2026-Q4", "2025-H2", "2026-03-29", "2026-03-15..2026-04-14",
    "2026-W13", "2026",
]  # fmt: skip
PERIODS = {"months": ("2025-10..2026-05", ["plan", "region"]), "every kind": (KINDS, ())}


@pytest.fixture(scope="module")
def embedded():
    return cs.open(odd_tables(), **SETTINGS)


def _measures(company, periods, by):
    frame = company.measures(periods, family=FAMILIES, by=by)
    return frame.sort_values(["period", "dimension", "segment"]).reset_index(drop=True)


@pytest.mark.postgres
@pytest.mark.parametrize("which", PERIODS)
def test_postgres_agrees(embedded, postgres_url, which):
    there = cs.open(into_postgres(postgres_url, odd_tables()), **SETTINGS)
    periods, by = PERIODS[which]
    expected = _measures(embedded, periods, by)
    assert len(expected) > 0
    pd.testing.assert_frame_equal(_measures(there, periods, by), expected)


@pytest.fixture(scope="module")
def on_spark(spark):
    return cs.open(into_spark(spark, odd_tables()), **SETTINGS)


@pytest.mark.spark
@pytest.mark.slow
@pytest.mark.parametrize("family", FAMILIES)
def test_spark_agrees(embedded, on_spark, family):
    # the total: Spark takes seconds to plan a statement over ten rows; the sample is split there
    expected = embedded.measures("2026-03..2026-05", family=family, by=())
    assert len(expected) > 0
    pd.testing.assert_frame_equal(
        on_spark.measures("2026-03..2026-05", family=family, by=()), expected
    )


@pytest.mark.postgres
def test_the_password_appears_in_no_output(postgres_url, capsys, monkeypatch):
    wrong = postgres_url.replace("kit@", "nobody@")
    with pytest.raises(cs.errors.InputError) as told:
        cs.open(wrong).check()
    assert "not-to-be-shown" not in str(told.value)
    with_password = postgres_url.replace("kit@", "kit:not-to-be-shown@")
    company = cs.open(with_password, **SETTINGS)
    assert "not-to-be-shown" not in company.tables.source.label
    assert not any(
        "not-to-be-shown" in part.origin
        for table in company.tables.all.values()
        for part in table.parts
    )
