"""The statements behind the indicators, the lists and the back-test agree on the three engines."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.analyses import feedback, health
from cs_toolkit.analyses.feedback.classification import with_times
from cs_toolkit.analyses.health.indicator_values import answers, measure_file_for
from cs_toolkit.config.health.catalogue import CATALOGUE
from cs_toolkit.config.health.settings import declared_indicator
from cs_toolkit.measures.measure_file import read_measure_file
from tests.engines.laid_out import into_postgres
from tests.engines.odd_rows import odd_tables
from tests.engines.test_three_engines import SETTINGS, on_spark  # noqa: F401

STATED = [
    declared_indicator("relationship", {}),
    declared_indicator("north", {"from": "customers", "value": "case when region = 'north' then 1 else 0 end"}),
    declared_indicator("resolved", {"from": "tickets", "value": "count(last_resolved_at)", "days": 400}),
    declared_indicator("mean_score", {"from": "survey_responses", "value": "avg(score)", "days": 90}),
    declared_indicator("ending", {"from": "subscriptions", "value": "count(ends_on)", "days": 500}),
]  # fmt: skip
GROWTH = replace(CATALOGUE["revenue_growth"], days=60)  # nobody there has paid for a year
INDICATORS = {one.name: one for one in (*CATALOGUE.values(), GROWTH, *STATED)}
FOLDERS = [Path(package.__file__).parent for package in (health, feedback)]
FILES = sorted(path for folder in FOLDERS for path in folder.glob("*.sql"))


@pytest.fixture(scope="module")
def embedded():
    return cs.open(odd_tables(), **SETTINGS)


@pytest.fixture(scope="module")
def on_postgres(postgres_url):
    return cs.open(into_postgres(postgres_url, odd_tables()), **SETTINGS)


def found(company, measure_file, days=90) -> pd.DataFrame:
    rows = answers(company.runner, measure_file, company.periods("2026-02..2026-05"), days)
    rows = rows.astype(
        {name: float for name in rows if name in ("value", "monthly_revenue", "spent")}
    )
    keys = [name for name in rows if name not in ("value", "spent")]
    return with_times(rows).sort_values(keys, ignore_index=True)


STATEMENTS = [
    *(pytest.param(measure_file_for(one), one.days, id=name) for name, one in INDICATORS.items()),
    *(pytest.param(read_measure_file(path), 365, id=path.stem) for path in FILES),
]


@pytest.mark.postgres
@pytest.mark.parametrize(("measure_file", "days"), STATEMENTS)
def test_postgres_agrees(embedded, on_postgres, measure_file, days):
    expected = found(embedded, measure_file, days)
    there = found(on_postgres, measure_file, days)
    pd.testing.assert_frame_equal(there, expected, check_dtype=False)


@pytest.mark.spark
@pytest.mark.slow
@pytest.mark.parametrize(("measure_file", "days"), STATEMENTS)
def test_spark_agrees(embedded, on_spark, measure_file, days):  # noqa: F811
    expected = found(embedded, measure_file, days)
    there = found(on_spark, measure_file, days)
    pd.testing.assert_frame_equal(there, expected, check_dtype=False)


def test_the_odd_company_has_rows_for_them(embedded):
    empty = {
        name
        for name, one in INDICATORS.items()
        if found(embedded, measure_file_for(one), one.days).empty
    }
    assert not empty - {"seats_used"}  # nobody there pays by the seat
