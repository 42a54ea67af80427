"""The measures of other shapes than one row per period and segment, on DuckDB and PostgreSQL."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.measures import measure_files
from tests.engines.laid_out import into_postgres
from tests.engines.odd_rows import odd_tables

SETTINGS = {"as_of": "2026-05-10T12:00:00", "time_zone": "Europe/Paris", "currency": "EUR"}
FAMILIES = ("support", "engagement", "satisfaction")
DETAILS = [
    name
    for name, measure_file in measure_files().items()
    if measure_file.family in FAMILIES and measure_file.keys != ("period", "segment")
]


@pytest.fixture(scope="module")
def both(postgres_url):
    tables = {**odd_tables(), **section_visits()}
    there = into_postgres(postgres_url, tables)
    return cs.open(tables, **SETTINGS), cs.open(there, **SETTINGS)


def section_visits() -> dict[str, pd.DataFrame]:
    sessions = pd.DataFrame(
        [
            ("s1", "u1@old", "2026-03-29T00:30:00Z", "2026-03-29T03:10:00", None),
            ("s2", "u2", "2026-04-30T21:59:59Z", "2026-05-01T00:10:00", "a"),
        ],
        columns=["session_id", "user_id", "started_at", "ended_at", "customer_id"],
    )
    visits = pd.DataFrame(
        [
            ("s1", "home", "2026-03-29T00:30:00Z", "2026-03-29T00:30:00Z"),
            ("s1", "reports", "2026-03-29T00:30:00.250Z", "2026-03-29T01:10:00Z"),
            ("s2", "home", "2026-04-30T21:59:59Z", "2026-05-01T00:10:00"),
        ],
        columns=["session_id", "section", "started_at", "ended_at"],
    )
    return {"sessions": sessions, "section_visits": visits}


@pytest.mark.postgres
@pytest.mark.parametrize("name", DETAILS)
def test_postgres_agrees(both, name):
    here, there = both
    for by in ("total", *(("region",) if "customers" in measure_files()[name].segment else ())):
        expected = here.detail(name, "2026-02..2026-04", by=by)
        found = there.detail(name, "2026-02..2026-04", by=by)
        pd.testing.assert_frame_equal(found, expected, check_dtype=False)


@pytest.mark.postgres
def test_given_sessions_agree(both):
    found = [one.detail("engagement/sessions", "2026-03..2026-05", by="region") for one in both]
    assert len(found[0]) > 0
    pd.testing.assert_frame_equal(found[1], found[0], check_dtype=False)


@pytest.mark.postgres
def test_days_as_segments_agree(both):
    found = [one.measures("2026-03..2026-04", family="support", by="opened_on") for one in both]
    assert (found[0]["dimension"] == "opened_on").sum() > 0
    pd.testing.assert_frame_equal(found[1], found[0], check_dtype=False)
