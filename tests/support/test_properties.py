"""What must hold for any tickets: segments add up, the future changes nothing, re-opening undoes."""

import re

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.conversations import opened

PERIODS = "2026-08..2026-09"
START = np.datetime64("2026-08-01T00:00:00")
ANCHOR = {"ticket_id": "t000", "opened_at": "2026-07-01"}  # so that the data reach back
ADDITIVE = (
    "support/tickets", "support/complaints", "support/open_complaints", "support/resolved_complaints",
    "support/first_contact",
)  # fmt: skip
NOT_ADDED = re.compile(  # a customer may be behind rows of several segments
    "period|segment|asking_customers|customers_behind_.*|.*_by_customer_.*"
)
HOURS = st.integers(0, 61 * 24)


@st.composite
def issues(draw):
    """Tickets of two months: some resolved, some re-opened, some resolved again."""
    rows = []
    for _ in range(draw(st.integers(1, 12))):
        times = sorted(draw(st.lists(HOURS, min_size=1, max_size=4, unique=True)))
        names = ("opened_at", "first_resolved_at", "reopened_at", "last_resolved_at")
        moments = {
            name: str(START + np.timedelta64(at, "h"))
            for name, at in zip(names, times, strict=False)
        }
        rows.append(
            {"customer_id": draw(st.sampled_from("abc")), "category": draw(st.sampled_from("xyz")),
             "is_complaint": draw(st.booleans()), **moments}
        )  # fmt: skip
    return rows


def detail(company, name, by="total") -> pd.DataFrame:
    return company.detail(name, PERIODS, by=by)


@settings(max_examples=10, deadline=None)
@given(issues())
def test_segments_add_up_to_the_total(rows):
    company = opened(ANCHOR, *rows)
    for name in ADDITIVE:
        total, parts = detail(company, name), detail(company, name, by="category")
        for column in (c for c in total.columns if not NOT_ADDED.fullmatch(c)):
            expected = total.groupby("period")[column].sum()
            assert parts.groupby("period")[column].sum().to_dict() == expected.to_dict(), column


@settings(max_examples=10, deadline=None)
@given(issues(), st.integers(0, 40))
def test_what_comes_after_the_last_known_moment_changes_nothing(rows, days):
    as_of = str(np.datetime64("2026-10-01") + days)
    later = [
        {"ticket_id": f"later{n}", "customer_id": c, "category": "x", "opened_at": "2026-11-20"}
        for n, c in enumerate("abc")
    ]
    before, after = opened(ANCHOR, *rows, as_of=as_of), opened(ANCHOR, *rows, *later, as_of=as_of)
    for name in (*ADDITIVE, "support/resolution", "support/censored_resolution"):
        pd.testing.assert_frame_equal(detail(before, name), detail(after, name))


@settings(max_examples=10, deadline=None)
@given(issues())
def test_reopening_undoes_exactly_one_resolution(rows):
    resolved = {"opened_at": "2026-08-02", "first_resolved_at": "2026-08-03", "is_complaint": True}
    before = opened(ANCHOR, resolved, *rows)
    after = opened(ANCHOR, {**resolved, "reopened_at": "2026-08-04"}, *rows)
    for name, column, change in (
        ("support/resolved_complaints", "complaints_resolved", -1),
        ("support/open_complaints", "complaints_open", 1),
        ("support/resolution", "resolved_issues", -1),
        ("support/tickets", "issues", 0),
    ):
        found = [
            frame[frame["period"] == "2026-08"][column].sum()
            for frame in (detail(before, name), detail(after, name))
        ]
        assert found[1] - found[0] == change, column
