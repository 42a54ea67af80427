"""What a message proposes for dates that cannot be read runs on the engine, and reads them right."""

import re

import pandas as pd
import pytest

import cs_toolkit as cs
from tests.engines.laid_out import ENGINES, into_postgres, into_spark

DAY = pd.Timestamp("2023-11-01")
# the same moment in the forms of exports; with a time of day, 18:00:30
DAYS = {
    "slashes": "01/11/2023", "american": "11/30/2023", "short": "1.11.2023", "compact": "20231101",
    "words": "01 Nov 2023", "long_words": "November 01, 2023", "short_year": "01/11/23",
    "excel": 45231, "excel_text": "45231", "compact_number": 20231101, "compact_beside_missing": 20231101.0,
}  # fmt: skip
TIMES = {
    "minutes": ("01-11-2023 18:00", "18:00:00"), "noon": ("01/11/2023 06:00 PM", "18:00:00"),
    "letter": ("01/11/2023T18:00:30", "18:00:30"), "excel": (45231.75, "18:00:00"),
    "seconds": (1698861630, "18:00:30"), "milliseconds": (1698861630000, "18:00:30"),
}  # fmt: skip


def _tables(values, name):
    row = {"id": [1], "client": ["a"], name: [values], "said": ["x"]}
    return {"notes": pd.DataFrame(row)}


def _proposed(source, mapping, **settings):
    """The company as the message says to open it."""
    with pytest.raises(cs.errors.InputError) as told:
        cs.open(source, tables=mapping("Sent On"), **settings).tables  # noqa: B018 — reads them
    expression = re.search(r'= "(.*)"\.', str(told.value).splitlines()[0])[1].replace('\\"', '"')
    return cs.open(source, tables=mapping(expression), **settings)


def _read(source, value_kind):
    def mapping(expression):
        if value_kind == "day":
            columns = {"subscription_id": "id", "customer_id": "client", "starts_on": expression, "mrr": "10"}  # fmt: skip
            return {"subscriptions": {"from": "notes", "columns": columns}}
        columns = {"comment_id": "id", "said_at": expression, "text": "said"}
        return {"feedback": {"from": "notes", "columns": columns}}

    # far from UTC: a reading that takes a wall clock for an instant is some hours off
    company = _proposed(source, mapping, as_of="2026-01-01", time_zone="America/New_York")
    table, column = ("subscriptions", "starts_on") if value_kind == "day" else ("feedback", "said_at")  # fmt: skip
    return pd.Timestamp(company.runner.query(f"select {column} as at from {table}")["at"].iloc[0])


@pytest.fixture(scope="module", params=ENGINES)
def laid(request):
    if request.param == "duckdb":
        return lambda tables: tables
    if request.param == "postgres":
        url = request.getfixturevalue("postgres_url")
        return lambda tables: into_postgres(url, tables)
    session = request.getfixturevalue("spark")
    return lambda tables: into_spark(session, tables)


@pytest.mark.parametrize("form", DAYS)
def test_a_day_is_read_as_proposed(laid, form):
    expected = pd.Timestamp("2023-11-30") if form == "american" else DAY
    assert _read(laid(_tables(DAYS[form], "Sent On")), "day") == expected


@pytest.mark.parametrize("form", TIMES)
def test_a_time_is_read_as_proposed(laid, form):
    written, clock = TIMES[form]
    local = pd.Timestamp(f"2023-11-01 {clock}")
    # what counts seconds counts them in UTC; what is written is New York's wall clock
    zone = "UTC" if form.endswith("seconds") else "America/New_York"
    expected = local.tz_localize(zone).tz_convert("UTC").tz_localize(None)
    assert _read(laid(_tables(written, "Sent On")), "moment") == expected
