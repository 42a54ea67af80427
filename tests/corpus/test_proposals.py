"""Every line that a message proposes is run, and reads the value that was meant."""

import re

import pandas as pd
import pytest

import cs_toolkit as cs

ROW = {
    "subscription_id": "1",
    "customer_id": "a",
    "starts_on": "2026-01-05",
    "mrr": "10",
    "discount": "0",
}
NUMBERS = {
    "€100": 100, "$1,250.50": 1250.5, "100 €": 100, "1 000": 1000, "12\u00a0500,5": 12500.5, "1'000": 1000,
    "15%": 0.15, "15 %": 0.15, "1.234,50": 1234.5, "9,90": 9.9, "1,234.50": 1234.5,
    "\u0661\u0662": 12, "\u06f1\u06f2": 12, "\uff11\uff12": 12, "\u0661\u066b\u0665": 1.5, "€1.234,50": 1234.5,
}  # fmt: skip
DATES = {
    "05.01.2026": "2026-01-05", "5 Jan 2026": "2026-01-05", "01/13/2026": "2026-01-13", "20260105": "2026-01-05",
    "45231": "2023-11-01", "2026/01/05 09:30": "2026-01-05 09:30",
}  # fmt: skip
# no line reads these: none is proposed
NO_LINE = {
    "mrr": ("€1$", "1 2", "15% off", "ten", "--5", "1,2,3", "1e400"),
    "starts_on": ("31.02.2026", "31.02.", "soon"),
}


def _problem(column, value):
    frame = pd.DataFrame([ROW | {column: value}])
    (problem,) = cs.open({"subscriptions": frame}, as_of="2026-06-01").check().problems
    return frame, problem


def _read_as_proposed(column, value):
    frame, problem = _problem(column, value)
    line = re.search(rf'{column} = "(.*)"$', problem.fix)[1].replace('\\"', '"')
    tables = {"subscriptions": {"columns": {column: line}}}
    company = cs.open({"subscriptions": frame}, as_of="2026-06-01", tables=tables)
    assert company.check().problems == ()
    return company.query(f"select {column} as v from subscriptions")["v"].iloc[0]


@pytest.mark.parametrize("written", NUMBERS)
def test_a_number_is_read_as_it_is_meant(written):
    assert float(_read_as_proposed("mrr", written)) == NUMBERS[written]


def test_a_percentage_stays_one_where_a_column_counts_in_percent():
    assert float(_read_as_proposed("discount", "15%")) == 15


@pytest.mark.parametrize(
    ("written", "seconds"), [("00:03:20", 200), ("1:00:00", 3600), ("100:00:01", 360001)]
)
def test_a_clock_is_read_as_seconds(written, seconds):
    calls = {
        "call_id": ["1"],
        "offered_at": ["2026-01-05"],
        "outcome": ["answered"],
        "wait_seconds": [written],
    }
    frames = {"calls": pd.DataFrame(calls)}
    (problem,) = cs.open(frames, as_of="2026-06-01").check().problems
    line = re.search(r'wait_seconds = "(.*)"$', problem.fix)[1]
    read = cs.open(
        frames, as_of="2026-06-01", tables={"calls": {"columns": {"wait_seconds": line}}}
    )
    assert read.check().problems == ()
    assert read.query("select wait_seconds as v from calls")["v"].iloc[0] == seconds


@pytest.mark.parametrize("written", DATES)
def test_a_date_is_read_as_it_is_meant(written):
    assert _read_as_proposed("starts_on", written) == pd.Timestamp(DATES[written])


@pytest.mark.parametrize(
    ("column", "value"), [(c, v) for c, several in NO_LINE.items() for v in several]
)
def test_no_line_is_proposed_where_none_reads_it(column, value):
    _, problem = _problem(column, value)
    assert f"{column} =" not in problem.fix
