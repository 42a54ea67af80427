"""Retention by event: any start event against any return event, by day, week and month."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cs_toolkit.analyses.frames.cohorts import ALL, triangle
from cs_toolkit.errors import InputError
from tests.engagement.use import events, opened


def counts(frame: pd.DataFrame) -> list[list[int]]:
    """The triangle as lists: one row a cohort, in the order of time."""
    return [part["retained_users"].tolist() for _, part in frame.groupby("cohort", sort=False)]


ALIASES = pd.DataFrame({"alias": ["ana@home"], "user_id": ["ana"]})
# two people from 10 to 16 June 2020, one of them under two names, on one day even under both
DAYS = events(
    *(("ana", f"2020-06-{day}T08:00") for day in (10, 11, 12, 15, 16)),
    ("ana@home", "2020-06-15T21:00"),
    *(("bo", f"2020-06-{day}T12:00") for day in (11, 12, 13, 16)),
    event="look",
)


def test_recurring_by_day_with_an_alias():
    """The triangle that a well-known product's own tests give for these days."""
    company = opened(DAYS, as_of="2020-06-17", tables={"user_aliases": ALIASES})
    found = company.event_retention("2020-06", grain="day")
    assert counts(found) == [
        [1, 1, 1, 0, 0, 1, 1], [2, 2, 1, 0, 1, 2], [2, 1, 0, 1, 2], [1, 0, 0, 1], [1, 1], [2],
    ]  # fmt: skip
    # on the 14th nobody came: there is no cohort, which is not one that nobody came back from
    assert found["cohort"].unique().tolist() == [
        f"2020-06-{day}" for day in (10, 11, 12, 13, 15, 16)
    ]
    first = found[found["cohort"] == "2020-06-11"]
    assert first["share"].tolist() == [1, 1, 0.5, 0, 0.5, 1]
    without = opened(DAYS, as_of="2020-06-17").event_retention("2020-06")
    assert without[without["cohort"] == "2020-06-15"]["cohort_size"].unique().tolist() == [2]


def test_first_time_by_day():
    company = opened(DAYS, as_of="2020-06-17", tables={"user_aliases": ALIASES})
    found = company.event_retention("2020-06", first_time=True)
    assert counts(found) == [[1, 1, 1, 0, 0, 1, 1], [1, 1, 1, 0, 0, 1]]


def test_a_day_that_is_not_over_is_missing_and_not_0():
    company = opened(DAYS, as_of="2020-06-13T18:00", tables={"user_aliases": ALIASES})
    found = company.event_retention("2020-06")
    assert counts(found) == [[1, 1, 1], [2, 2], [2]]
    assert found["period"].max() == "2020-06-12"


def test_by_week_and_by_month():
    frame = events(
        ("a", "2026-06-01"), ("a", "2026-06-09"), ("a", "2026-06-23"), ("b", "2026-06-10"),
        ("b", "2026-07-01"), ("a", "2026-08-31"),
    )  # fmt: skip
    company = opened(frame, as_of="2026-09-01")
    weeks = company.event_retention("2026-06", grain="week")
    assert weeks[weeks["cohort"] == "2026-W24"]["retained_users"].tolist() == [2, 0, 1, 1]
    assert weeks["cohort"].unique().tolist() == ["2026-W23", "2026-W24", "2026-W26", "2026-W27"]
    months = company.event_retention("2026-06..2026-08", grain="month")
    assert counts(months) == [[2, 1, 1], [1, 0], [1]]
    sundays = opened(frame, as_of="2026-09-01", week_start="sunday")
    assert sundays.event_retention("2026-06", grain="week")["period"].max() == "2026-W27"


def test_any_start_event_against_any_return_event():
    """Two sign up on the 1st; one pays two days later, somebody else pays without a sign-up."""
    frame = events(
        ("a", "2026-09-01"), ("b", "2026-09-01"), ("a", "2026-09-03"), ("c", "2026-09-03"),
        ("b", "2026-09-02"), ("a", "2026-09-02"),
        event=["sign up", "sign up", "pay", "pay", "look", "sign up"],
    )  # fmt: skip
    company = opened(frame, as_of="2026-09-05")
    found = company.event_retention("2026-09", start_event="sign up", return_event="pay")
    assert counts(found) == [[2, 0, 1, 0], [1, 1, 0]]
    first = company.event_retention(
        "2026-09", start_event="sign up", return_event="pay", first_time=True
    )
    assert counts(first) == [[2, 0, 1, 0]]
    back = company.event_retention("2026-09", start_event="sign up")
    assert counts(back) == [[2, 2, 1, 0], [1, 1, 0]]
    # a named event need not be one of those that make somebody active
    chosen = opened(frame, as_of="2026-09-05", active_events=["look"])
    assert counts(chosen.event_retention("2026-09", start_event="pay")) == [[2, 0]]
    assert counts(chosen.event_retention("2026-09")) == [[1, 0, 0]]


def test_the_first_time_may_lie_before_the_span():
    frame = events(("a", "2026-08-20"), ("a", "2026-09-01"), ("b", "2026-09-01"))
    company = opened(frame, as_of="2026-09-03")
    assert counts(company.event_retention("2026-09", first_time=True)) == [[1, 0]]
    assert counts(company.event_retention("2026-09")) == [[2, 0]]


def test_by_segment():
    users = pd.DataFrame({"user_id": ["a", "b"], "customer_id": ["x", "y"]})
    customers = pd.DataFrame({"customer_id": ["x", "y"], "plan": ["team", "solo"]})
    frame = events(("a", "2026-09-01"), ("a", "2026-09-02"), ("b", "2026-09-01"))
    company = opened(frame, as_of="2026-09-03", tables={"users": users, "customers": customers})
    found = company.event_retention("2026-09", by="plan")
    assert found[found["age"] == 1].set_index("segment")["share"].to_dict() == {
        "solo": 0,
        "team": 1,
    }


def test_a_wrong_name_is_refused_and_a_missing_table_is_reported():
    company = opened(DAYS, as_of="2020-06-17")
    with pytest.raises(InputError, match=r'no usage event is called "lok".*look'):
        company.event_retention("2020-06", start_event="lok")
    with pytest.raises(InputError, match='"fortnight" is no grain of retention'):
        company.event_retention("2020-06", grain="fortnight")
    bare = opened(
        DAYS.head(0),
        tables={"tickets": pd.DataFrame({"ticket_id": [1], "opened_at": ["2020-06-01"]})},
    )
    found = bare.event_retention("2020-06", start_event="look")
    assert found.empty and "usage_events" in found.attrs["not_available"]["retained_users"]


def test_the_triangle_for_a_figure_needs_no_periods():
    company = opened(DAYS, as_of="2020-06-17", tables={"user_aliases": ALIASES})
    found = triangle(company.event_retention("2020-06"), of="users")
    pooled = found[found["cohort"] == ALL].set_index("age")["value"]
    assert pooled[1] == pytest.approx((1 + 2 + 1 + 0 + 1) / (1 + 2 + 2 + 1 + 1))


@settings(max_examples=6, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(1, 9), st.sampled_from(["x", "y"])),
             min_size=1, max_size=20),
    st.booleans(),
)  # fmt: skip
def test_against_sets_of_people(rows, first_time):
    frame = events(
        *((user, f"2026-09-0{day}") for user, day, _ in rows), event=[event for *_, event in rows]
    )
    company = opened(frame, as_of="2026-09-10")
    if not any(event == "x" for *_, event in rows):
        return
    found = company.event_retention(
        "2026-09", start_event="x", return_event="x", first_time=first_time
    )
    on = {
        day: {user for user, at, event in rows if (at, event) == (day, "x")} for day in range(1, 10)
    }
    cohorts = {
        day: on[day] - (set().union(*(on[one] for one in range(1, day))) if first_time else set())
        for day in on
    }
    expected = [
        [len(cohorts[day] & on[later]) for later in range(day, 10)] for day in on if cohorts[day]
    ]
    assert counts(found) == expected
