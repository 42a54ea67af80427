"""When people call and write, how often resolutions took how long, and what is open for how long."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.calendar.calendars import WEEKDAYS
from cs_toolkit.calendar.local_days import clock_rows
from tests.support.conversations import opened

ZONES = ("Europe/Paris", "Asia/Kathmandu", "Australia/Lord_Howe", "America/St_Johns", "UTC")


def calls(*moments, zone="Europe/Paris", outcomes=None) -> cs.company.Company:
    frame = pd.DataFrame(
        {
            "call_id": range(len(moments)),
            "offered_at": moments,
            "outcome": outcomes or ["answered"] * len(moments),
        }
    )
    return cs.open({"calls": frame}, as_of="2026-12-01", time_zone=zone)


def busy(company, period="2026-10") -> dict:
    """Weekday and hour → calls, of the hours in which somebody called."""
    frame = company.detail("support/calls_by_hour", period)
    some = frame[frame["offered_calls"] > 0]
    return dict(
        zip(zip(some["weekday"], some["hour"], strict=True), some["offered_calls"], strict=True)
    )


def test_a_call_counts_in_the_hour_of_the_reporting_zone():
    # two hours and, after the clocks went back on 25 October 2026, one hour ahead of UTC
    company = calls(
        "2026-10-05T22:30:00Z", "2026-10-06T07:59:59Z", "2026-10-25T00:30:00Z",
        "2026-10-25T01:30:00Z", "2026-10-26T08:00:00Z",
    )  # fmt: skip
    assert busy(company) == {
        ("tuesday", 0): 1, ("tuesday", 9): 1, ("sunday", 2): 2, ("monday", 9): 1,
    }  # fmt: skip


def test_every_hour_of_the_week_is_there_once_and_empty_ones_are_0():
    frame = calls("2026-10-05T10:00:00Z").detail("support/calls_by_hour", "2026-10")
    assert len(frame) == 7 * 24 == len(frame.drop_duplicates(["weekday", "hour"]))
    assert set(frame["weekday"]) == set(WEEKDAYS)
    assert frame["offered_calls"].sum() == 1


def test_those_who_gave_up_are_counted_apart():
    frame = calls(
        "2026-10-05T10:00:00Z", "2026-10-05T10:30:00Z", outcomes=["abandoned", "answered"]
    ).detail("support/calls_by_hour", "2026-10")
    assert (frame["offered_calls"].sum(), frame["abandoned_calls"].sum()) == (2, 1)


def test_issues_by_hour_and_the_complaints_among_them():
    frame = opened(
        {"opened_at": "2026-09-07T10:00:00Z", "is_complaint": True},
        {"opened_at": "2026-09-14T10:59:59Z", "is_complaint": False},
        {"opened_at": "2026-10-05T10:00:00Z"},
    ).detail("support/issues_by_hour", "2026-09")
    found = frame[frame["issues"] > 0]
    assert found[["weekday", "hour", "issues", "complaints_opened"]].values.tolist() == [
        ["monday", 10, 2, 1]
    ]


@settings(max_examples=60, deadline=None)
@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2027, 12, 31)), st.sampled_from(ZONES)
)  # fmt: skip
def test_every_moment_has_one_row_that_tells_its_wall_clock(moment, zone):
    moment = moment.replace(microsecond=0)
    rows = clock_rows(moment, moment, zone)
    (row,) = [row for row in rows if row[1] <= moment < row[2]]
    local = moment.replace(tzinfo=ZoneInfo("UTC")).astimezone(ZoneInfo(zone))
    seconds = row[4] + (moment - row[1]).total_seconds()
    assert WEEKDAYS[local.weekday()] == row[3]
    assert timedelta(seconds=seconds) == timedelta(
        hours=local.hour, minutes=local.minute, seconds=local.second
    )


def test_resolution_times_are_those_whose_mean_is_reported():
    company = opened(
        {"opened_at": "2026-09-01T10:00:00Z", "resolved_at": "2026-09-01T11:00:00Z"},
        {"opened_at": "2026-09-02T10:00:00Z", "resolved_at": "2026-09-02T11:00:00Z"},
        {"opened_at": "2026-08-31T10:00:00Z", "resolved_at": "2026-09-01T10:00:00Z"},
        {"opened_at": "2026-09-01T10:00:00Z"},
    )
    frame = company.detail("support/resolution_times", "2026-09")
    assert frame[["seconds", "resolved_issues"]].values.tolist() == [[3600, 2], [86400, 1]]


@pytest.mark.parametrize(
    ("opened_at", "band"),
    [
        ("2026-09-30T00:00:01Z", "open_under_a_day"),
        ("2026-09-30T00:00:00Z", "open_under_a_week"),
        ("2026-09-23T00:00:00Z", "open_under_30_days"),
        ("2026-09-01T00:00:00Z", "open_longer"),
    ],
)
def test_what_is_open_by_its_age(opened_at, band):
    company = opened({"opened_at": opened_at, "resolved_at": "2026-10-05T10:00:00Z"})
    rows = company.detail("support/open_by_age", "2026-09").set_index("kind")
    assert rows.loc["issues", band] == 1
    assert rows.loc["issues", [name for name in rows if name.startswith("open_")]].sum() == 1
    assert rows.loc["complaints", band] == 0


def test_complaints_open_by_age_are_the_complaints_open():
    company = opened(
        {"opened_at": "2026-08-01T10:00:00Z", "is_complaint": True},
        {"opened_at": "2026-09-29T10:00:00Z", "is_complaint": True},
        {"opened_at": "2026-09-29T10:00:00Z", "is_complaint": False},
    )
    rows = company.detail("support/open_by_age", "2026-09").set_index("kind")
    ages = [name for name in rows if name.startswith("open_")]
    measured = company.measures("2026-09", family="support", by=())["complaints_open"].item()
    assert rows.loc["complaints", ages].sum() == measured == 2
    assert rows.loc["issues", ages].sum() == 3


def test_with_nothing_open_the_backlog_is_0():
    company = opened({"opened_at": "2026-09-02T10:00:00Z", "resolved_at": "2026-09-02T11:00:00Z"})
    rows = company.detail("support/open_by_age", "2026-09")
    assert len(rows) == 2
    assert rows["open_longer"].tolist() == [0, 0]
