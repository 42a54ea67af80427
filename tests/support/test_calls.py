"""Calls: what is handled, what waits, and which abandoned calls count."""

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs
from tests.support.conversations import measured, quick_value, value

COLUMNS = ["outcome", "wait_seconds", "talk_seconds", "hold_seconds", "wrap_seconds"]
CALLS = [
    ("answered", 0, 100, 10, 20), ("answered", 15, 0, None, None), ("answered", 40, None, None, 30),
    ("abandoned", 3, None, None, None), ("abandoned", 60, None, None, None),
    ("abandoned", 0, None, None, None),
]  # fmt: skip


@pytest.fixture(scope="module")
def company():
    return centre(CALLS)


def centre(rows, columns=COLUMNS, **settings):
    calls = pd.DataFrame(rows, columns=columns)
    calls.insert(0, "call_id", [f"c{number}" for number in range(len(calls))])
    calls["offered_at"] = "2026-09-10T10:00:00"
    return cs.open({"calls": calls}, as_of="2026-11-01", **settings)


@pytest.mark.parametrize(
    ("metric", "variant", "expected"),
    [
        # a talk of 0 s is handled, an unknown one is not
        ("average_handle_time", "default", (130 + 0) / 2),
        ("average_handle_time", "service_time", (130 + 0 + 30) / 3),
        ("average_wait_time", "default", 55 / 3),
        ("average_wait_time", "completed", 118 / 3),
        ("average_wait_time", "all_calls", 118 / 6),
        ("average_wait_time", "service_level", 2 / 6),
        ("abandonment_rate", "default", 1 / 4),  # those of 3 and 0 seconds are short
        ("abandonment_rate", "all", 3 / 6),
        ("abandonment_rate", "queued", 2 / 4),
    ],
)
def test_each_variant_by_hand(company, metric, variant, expected):
    assert value(company, metric, variant) == pytest.approx(expected)


def test_the_thresholds_are_policies():
    found = measured(
        centre(CALLS, policies={"short_abandon_seconds": 61, "service_level_seconds": 10})
    )
    assert (found["short_abandons"], found["calls_answered_in_time"]) == (3, 1)


def test_where_waits_are_unknown_no_abandon_is_short_and_no_wait_is_given():
    company = centre([("answered",), ("abandoned",)], ["outcome"])
    assert value(company, "abandonment_rate") == 0.5
    for metric in ("average_wait_time", "average_handle_time"):
        assert np.isnan(value(company, metric))


def test_a_call_counts_when_it_was_offered_in_the_reporting_zone():
    calls = pd.DataFrame(
        {"call_id": [1], "offered_at": ["2026-08-31T23:30:00Z"], "outcome": ["answered"]}
    )
    paris = cs.open({"calls": calls}, as_of="2026-11-01", time_zone="Europe/Paris")
    london = cs.open({"calls": calls}, as_of="2026-11-01", time_zone="UTC")
    assert paris.measures("2026-09", family="support", by=())["offered_calls"].item() == 1
    assert london.measures("2026-08", family="support", by=())["offered_calls"].item() == 1


def test_segments_of_calls_add_up():
    company = centre(
        [(*row, queue) for row, queue in zip(CALLS, "xxyyy ", strict=True)], [*COLUMNS, "queue"]
    )
    frame = company.measures("2026-09", family="support", by="queue")
    total = frame[frame["dimension"] == "total"].iloc[0]
    parts = frame[frame["dimension"] == "queue"]
    assert parts["segment"].tolist() == ["(none)", "x", "y"]
    for name in (
        "offered_calls",
        "abandoned_calls",
        "wait_seconds",
        "service_seconds",
        "handled_calls",
    ):
        assert parts[name].sum() == total[name]


def test_a_wait_that_is_not_reported_is_asked_for_instead_of_counted_as_none():
    rows = [("answered", 30, 100, 0, 0), ("answered", None, 100, 0, 0)]
    with pytest.raises(cs.errors.InputError) as told:
        measured(centre(rows))
    assert "wait_seconds is empty in 1 row (call_id c1, outcome answered)" in str(told.value)
    assert "write 0 for a call that was put through at once" in str(told.value)


OTHERS = [
    ("transferred", 50, None, None, None), ("voicemail", 40, None, None, None),
    ("callback", 30, None, None, None), ("test", None, 500, None, None),
]  # fmt: skip


def test_a_third_outcome_is_offered_and_neither_answered_nor_abandoned():
    """Each number with the calls that were transferred, went to voicemail or asked for a callback."""
    company = centre([*CALLS, *OTHERS])
    expected = {
        ("average_handle_time", "default"): 130 / 2,
        ("average_handle_time", "service_time"): (130 + 0 + 30) / 3,
        ("average_wait_time", "default"): 55 / 3,
        ("average_wait_time", "all_calls"): (118 + 120) / 9,
        ("average_wait_time", "service_level"): 2 / 9,
        ("abandonment_rate", "default"): 1 / (9 - 2),
        ("abandonment_rate", "all"): 3 / 9,
        ("abandonment_rate", "queued"): 2 / 7,
    }
    found = {key: quick_value(company, *key) for key in expected}
    assert found == pytest.approx(expected)
    became = company.detail("support/calls_by_outcome", "2026-09").set_index("outcome")
    assert became["calls_with_outcome"].to_dict() == {
        "abandoned": 3, "answered": 3, "callback": 1, "test": 1, "transferred": 1, "voicemail": 1
    }  # fmt: skip


def test_test_calls_alone_are_no_calls():
    company = centre([("test", 5, 30, 0, 0)])
    assert company.detail("support/calls", "2026-09").empty


def test_an_unknown_outcome_is_refused_with_those_that_are_known():
    with pytest.raises(cs.errors.InputError, match="voicemail"):
        measured(centre([("lost", 5, 30, 0, 0)]))
