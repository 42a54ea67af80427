"""Resolution: what counts as resolved, when, and how long it took."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.models.survival import kaplan_meier
from tests.support.conversations import measured, opened, tickets, value

HOUR = 3600


def test_mean_median_and_percentiles_by_hand():
    hours = (1, 2, 3, 4, 10)
    company = opened(
        *(
            {"opened_at": "2026-09-01", "first_resolved_at": f"2026-09-01T{h:02d}:00:00"}
            for h in hours
        )
    )
    art = "average_resolution_time"
    assert value(company, art) == 4 * HOUR
    assert value(company, art, "median") == 3 * HOUR
    assert value(company, art, "p90") == pytest.approx(np.percentile(hours, 90) * HOUR)
    assert value(company, art, "p95") == pytest.approx(np.percentile(hours, 95) * HOUR)


def test_a_resolution_counts_in_the_period_in_which_it_comes():
    company = opened(
        {
            "opened_at": "2026-08-31T23:00:00",
            "resolved_at": None,
            "first_resolved_at": "2026-09-01T01:00:00",
        }
    )
    assert measured(company, "2026-08")["resolved_issues"] == 0
    assert measured(company, "2026-08")["issues"] == 1
    assert measured(company, "2026-09")["resolved_issues"] == 1
    assert measured(company, "2026-09")["resolution_seconds"] == 2 * HOUR


@pytest.mark.parametrize(
    ("reopening", "resolved", "first"),
    [
        ({}, 1, 1),
        ({"reopened_at": "2026-09-05"}, 0, 1),  # and not resolved again
        ({"reopened_count": 1}, 0, 1),  # at an unknown time, and not resolved again
        ({"reopened_at": "2026-09-05", "last_resolved_at": "2026-09-06"}, 1, 1),
        ({"reopened_at": "2026-09-05", "last_resolved_at": "2026-10-06"}, 0, 1),
        # re-opened after the month's end: the month's own number stands
        ({"reopened_at": "2026-10-05", "last_resolved_at": "2026-10-06"}, 1, 1),
    ],
)
def test_reopening_undoes_a_resolution(reopening, resolved, first):
    found = measured(
        opened({"opened_at": "2026-09-01", "first_resolved_at": "2026-09-02", **reopening})
    )
    assert (found["resolved_issues"], found["first_resolved_issues"]) == (resolved, first)


def test_the_last_resolution_is_the_full_one():
    company = opened(
        {
            "opened_at": "2026-09-01", "first_resolved_at": "2026-09-02",
            "reopened_at": "2026-09-05", "last_resolved_at": "2026-09-06",
        }
    )  # fmt: skip
    assert value(company, "average_resolution_time") == 5 * 24 * HOUR
    assert value(company, "average_resolution_time", "first_resolution") == 24 * HOUR


def test_what_is_known_later_does_not_change_what_was_known_before():
    row = {
        "opened_at": "2026-09-01", "first_resolved_at": "2026-09-02", "reopened_count": 1,
        "reopened_at": "2026-10-05", "last_resolved_at": "2026-10-06",
    }  # fmt: skip
    then, now = opened(row, as_of="2026-10-01"), opened(row, as_of="2026-11-01")
    assert measured(then)["resolution_seconds"] == measured(now)["resolution_seconds"] == 24 * HOUR


def test_all_conversations_falls_as_fewer_are_resolved():
    company = opened(
        {"opened_at": "2026-09-01", "first_resolved_at": "2026-09-01T02:00:00"},
        {"opened_at": "2026-09-01"},
    )
    assert value(company, "average_resolution_time", "all_conversations") == HOUR
    assert value(company, "average_resolution_time") == 2 * HOUR


def test_nothing_resolved_is_no_basis_and_no_zero():
    company = opened(
        {"opened_at": "2026-09-01"}, {"opened_at": "2026-08-01", "first_resolved_at": "2026-08-02"}
    )
    for variant in ("default", "median", "p90", "business_hours"):
        assert np.isnan(value(company, "average_resolution_time", variant))


def test_without_a_column_that_says_when_the_note_names_them():
    company = cs.open(
        {"tickets": tickets({"opened_at": "2026-09-01"})[["ticket_id", "opened_at"]]},
        as_of="2026-11-01",
    )
    found = company.metrics("2026-09", family="support", by=())
    row = found[(found["metric"] == "average_resolution_time") & (found["variant"] == "default")]
    assert row["note"].item() == (
        "not available: needs table tickets with column "
        "resolved_at or first_resolved_at or last_resolved_at"
    )
    backlog = found[(found["metric"] == "complaints") & (found["variant"] == "open")]
    assert np.isnan(backlog["value"].item())  # not: none is open


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 27), st.integers(0, 20), st.booleans()), min_size=1, max_size=12
    )
)
def test_the_censored_median_is_that_of_kaplan_meier(issues):
    """The SQL's product-limit estimate against the model's, with ties and with open issues."""
    rows, durations, ended = [], [], []
    for start, days, resolved in issues:
        opened_at = np.datetime64("2026-09-01") + start
        rows.append({"opened_at": str(opened_at)})
        if resolved:
            rows[-1]["first_resolved_at"] = str(opened_at + days)
        durations.append(
            days if resolved else int((np.datetime64("2026-11-01") - opened_at).astype(int))
        )
        ended.append(resolved)
    found = opened(*rows).detail("support/censored_resolution", "2026-09")
    medians = found["resolution_seconds_censored_median"].astype(float).tolist() or [np.nan]
    expected = kaplan_meier(durations, ended).median * 86400
    assert medians == pytest.approx([expected], nan_ok=True)


@settings(max_examples=10, deadline=None)
@given(st.lists(st.floats(0, 600_000).map(lambda s: round(s, 3)), min_size=1, max_size=15))
def test_percentiles_are_linear_between_neighbours(seconds):
    start = np.datetime64("2026-09-01T00:00:00.000")
    rows = [
        {"opened_at": str(start), "first_resolved_at": str(start + round(s * 1000))}
        for s in seconds
    ]
    found = opened(*rows).detail("support/resolution", "2026-09").iloc[0]
    for share, name in ((50, "median"), (90, "p90"), (95, "p95")):
        assert found[f"resolution_seconds_{name}"] == pytest.approx(np.percentile(seconds, share))
