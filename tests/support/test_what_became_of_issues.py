"""Frames for the page on support: failures by cause, hours of the week, times, and what is missing."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.analyses.frames.additive import added_up
from cs_toolkit.analyses.frames.support import by_weekday_and_hour, failures, marks, times
from tests.support.conversations import opened

SOLVED = {"opened_at": "2026-09-01T10:00:00Z", "resolved_at": "2026-09-01T11:00:00Z", "contacts": 1}


def without_tickets():
    customers = pd.DataFrame({"customer_id": ["a"], "signed_up_on": ["2026-01-01"]})
    return cs.open({"customers": customers}, as_of="2026-11-01")


def test_shares_of_failures_are_of_all_that_were_judged():
    company = opened(
        SOLVED, SOLVED | {"contacts": 3, "fault": "team"},
        SOLVED | {"contacts": 2, "fault": "product"}, SOLVED | {"contacts": 2},
    )  # fmt: skip
    total = company.measures("2026-09", family="support", by=())
    detail = company.detail("support/first_contact_failures", "2026-09")
    found = failures(detail, total, "fault").set_index("segment")
    assert found["value"].to_dict() == {"(not said)": 0.25, "product": 0.25, "team": 0.25}
    assert found["n"].eq(4).all()
    assert (found["low"] < 0.25).all() and (found["high"] > 0.25).all()
    missed = 1 - cs.fcr(
        total["issues_resolved_at_first_contact"], total["issues_with_closed_window"]
    )
    assert found["value"].sum() == pytest.approx(missed.item())


def test_the_marks_are_those_of_the_measures():
    company = opened(
        *(SOLVED | {"resolved_at": f"2026-09-01T{hour}:00:00Z"} for hour in (11, 12, 13, 20))
    )
    measured = company.measures("2026-09", family="support", by=()).iloc[0]
    found = marks(times(company.detail("support/resolution_times", "2026-09")))
    assert found["median"] == measured["resolution_seconds_median"]
    assert found["p90"] == pytest.approx(measured["resolution_seconds_p90"])
    assert found["mean"] == measured["resolution_seconds"] / measured["resolved_issues"]


def test_periods_are_added_up():
    company = opened(SOLVED, SOLVED | {"opened_at": "2026-08-04T10:30:00Z"})
    detail = company.detail("support/issues_by_hour", "2026-08..2026-09")
    found = by_weekday_and_hour(detail, "issues").set_index(["weekday", "hour"])["value"]
    assert found["tuesday", 10] == 2 == found.sum()


def test_without_tickets_each_frame_says_what_it_needs():
    company = without_tickets()
    total = company.measures("2026-10", family="support", by=())
    frames = (
        failures(company.detail("support/first_contact_failures", "2026-10"), total, "cause"),
        times(company.detail("support/resolution_times", "2026-10")),
        by_weekday_and_hour(company.detail("support/issues_by_hour", "2026-10"), "issues"),
        added_up(total, ["complaints_opened"], ["segment"]),
    )
    for frame in frames:
        why = set(frame.attrs["not_available"].values())
        assert len(why) == 1 and "needs table tickets" in why.pop()
    assert marks(frames[1]) == {}


def test_a_cause_that_nobody_ever_said_is_not_said():
    company = opened(SOLVED | {"contacts": 2}, SOLVED)
    total = company.measures("2026-09", family="support", by=())
    detail = company.detail("support/first_contact_failures", "2026-09")
    for by in ("fault", "cause", "step", "employee"):
        assert failures(detail, total, by)["segment"].tolist() == ["(not said)"]
