"""Every measure file, also those that stand in for others, and the rows behind it: one answer on each engine.

The measures of a company leave out what stands in for a table that it has. Here each statement runs,
over periods of every kind, by the default rules and by others.
"""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.measures import measure_files
from cs_toolkit.measures.dtypes import settled
from tests.engines.laid_out import into_postgres, into_spark
from tests.engines.odd_rows import odd_tables
from tests.engines.test_service_in_detail import section_visits
from tests.engines.test_three_engines import KINDS, SETTINGS

RULES = {
    "defaults": {"bot_resolutions": "counted"},
    "others": {
        "wait_after_bot": "from_opening", "late_renewal_days": 3, "overlapping_rows": "replaced",
        "usage": "trailing_3_months", "repeat_window_starts": "resolution", "reopen_window": 2,
        "answers": "last", "ended_by_wait": "excluded", "transfer_counts": "yes",
        "short_abandon_seconds": 4.5, "service_level_seconds": 0.5, "chronic_issues": 2,
        "adoption_uses": 2, "past_due": "excluded", "past_due_days": 5,
    },
    "further ones": {
        "usage": "last_month", "within_period": "included", "reactivation_gap": "month",
        "paused": "counted", "discounts": "all", "churn_lands": "scheduled",
        "inactive_after_days": 45, "acquisition_lag_months": 2, "conversion_window_days": 7, "response_window_days": 3,
        "answers": "account_mean", "response_histogram_unit": "seconds", "repeat_window": 3,
        "session_gap_minutes": 5,
    },
}  # fmt: skip
TWO_MONTHS = "2026-03-01..2026-04-30"
STAND_INS = sorted(
    measure_file.name for measure_file in measure_files().values() if measure_file.instead_of
)


def everything() -> dict[str, pd.DataFrame]:
    return {**odd_tables(), **section_visits()}


@pytest.fixture(scope="module")
def database(postgres_url):
    return into_postgres(postgres_url, everything())


def opened(source, rules: str):
    policies = SETTINGS["policies"] | RULES[rules]
    return cs.open(source, **SETTINGS | {"policies": policies})


def in_order(frame: pd.DataFrame) -> pd.DataFrame:
    """Settled rows in an order of their own; where nothing is known, no engine tells the type."""
    frame = settled(frame)
    frame = frame.assign(**{name: None for name in frame if frame[name].isna().all()})
    return frame.sort_values(list(frame), key=lambda one: one.astype(str), ignore_index=True)


def compare(companies, ask, name: str) -> int:
    expected, found = (in_order(ask(company)) for company in companies)
    pd.testing.assert_frame_equal(found, expected, check_dtype=False, obj=name)
    return len(expected)


def measured(name: str, kinds):
    return lambda company: company.runner.measure(
        measure_files()[name], company._asked(kinds), "total"
    )


@pytest.mark.postgres
@pytest.mark.parametrize("rules", RULES)
def test_every_statement_on_postgres(database, rules):
    companies = opened(everything(), rules), opened(database, rules)
    empty = [
        name for name in measure_files() if not compare(companies, measured(name, KINDS), name)
    ]
    assert len(empty) < 3, empty


@pytest.mark.postgres
def test_the_rows_behind_every_number_on_postgres(database):
    companies = opened(everything(), "defaults"), opened(database, "defaults")
    for name, measure_file in measure_files().items():
        if measure_file.rows:
            compare(
                companies,
                lambda one, of=measure_file: one.runner.rows(of, one.period(TWO_MONTHS), "total"),
                f"rows of {name}",
            )


@pytest.mark.postgres
def test_warnings_and_users_who_come_back_on_postgres(database):
    companies = opened(everything(), "defaults"), opened(database, "defaults")
    assert compare(companies, lambda one: one.warnings, "warnings") > 5
    for grain, periods in {
        "day": "2026-03",
        "week": "2026-Q1",
        "month": "2026-02..2026-05",
    }.items():
        for start in (None, "edit"):
            compare(
                companies,
                lambda one, grain=grain, periods=periods, start=start: one.event_retention(
                    periods, grain=grain, start_event=start, first_time=start is None, by="region"
                ),
                f"retention by {grain}",
            )


@pytest.mark.spark
@pytest.mark.slow
def test_what_stands_in_for_others_on_spark(spark):
    source = into_spark(spark, everything())
    companies = opened(everything(), "defaults"), opened(source, "defaults")
    for name in STAND_INS:
        compare(companies, measured(name, ["2026-03"]), name)
