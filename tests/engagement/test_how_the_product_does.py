"""Features, sections, days after the first, users who return, and S16's page on the product."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.analyses.frames.cohorts import triangle
from cs_toolkit.analyses.frames.engagement import (
    PERFORMANCE,
    days_after,
    features,
    product_performance,
    sections,
)
from cs_toolkit.metrics import METRICS
from tests.by_hand import company, table

USED = table(
    "user_id occurred_at feature",
    ("a", "2026-03-02T10:00:00Z", "invoice"), ("a", "2026-03-03T10:00:00Z", "invoice"),
    ("a", "2026-04-05T10:00:00Z", "report"), ("b", "2026-03-04T10:00:00Z", "invoice"),
    ("b", "2026-05-06T10:00:00Z", "report"), ("c", "2026-04-07T10:00:00Z", "invoice"),
)  # fmt: skip
MONTHS = "2026-03..2026-05"


@pytest.fixture(scope="module")
def firm():
    return company(usage_events=USED)


def test_features_by_use(firm):
    told = features(firm.detail("engagement/features", "2026-04")).set_index("feature")
    assert told.index.tolist() == ["invoice", "report"]
    assert told["active_users"].tolist() == [1, 1]
    assert told["product_adoption_rate"].tolist() == [3 / 3, 1 / 3]
    assert told["product_usage_rate"].tolist() == [1 / 3, 1 / 3]


def test_sections_by_time():
    firm = company(
        sessions=table(
            "session_id user_id started_at ended_at",
            ("s", "a", "2026-03-02T10:00:00Z", "2026-03-02T10:10:00Z"),
        ),
        section_visits=table(
            "session_id section started_at ended_at",
            ("s", "home", "2026-03-02T10:00:00Z", "2026-03-02T10:01:00Z"),
            ("s", "books", "2026-03-02T10:01:00Z", "2026-03-02T10:09:00Z"),
            ("s", "home", "2026-03-02T10:09:00Z", "2026-03-02T10:10:00Z"),
        ),
    )
    told = sections(firm.detail("engagement/sections", "2026-03"))
    assert told[["section", "section_visits", "time", "time_per_visit"]].values.tolist() == [
        ["books", 1, 480, 480], ["home", 2, 120, 60],
    ]  # fmt: skip


def test_who_was_back_the_day_after(firm):
    told = days_after(firm.detail("engagement/day_n_retention", MONTHS)).set_index("day")
    assert told.loc[1, ["cohort_size", "retained_users", "share"]].tolist() == [3, 1, 1 / 3]


def test_users_who_are_still_there(firm):
    told = triangle(
        firm.detail("engagement/retained_users", MONTHS), firm.periods(MONTHS), of="users"
    )
    shares = told.set_index(["cohort", "age"])["value"]
    assert shares["2026-03"].tolist() == [1, 0.5, 0.5]  # a in April, b in May
    assert shares["2026-04"].tolist() == [1, 0]
    assert shares["all cohorts"].tolist() == [1, 1 / 3, 1 / 2]


def test_without_events_each_frame_says_what_it_needs():
    firm = company(tickets=table("ticket_id opened_at", (1, "2026-03-02")))
    told = (
        features(firm.detail("engagement/features", "2026-03")),
        sections(firm.detail("engagement/sections", "2026-03")),
        days_after(firm.detail("engagement/day_n_retention", MONTHS)),
        triangle(firm.detail("engagement/retained_users", "2026-03"), firm.periods("2026-03"), of="users"),
    )  # fmt: skip
    for frame in told:
        assert "not available: needs table" in next(iter(frame.attrs["not_available"].values()))


def test_the_page_on_the_product_has_s16s_groups_in_order():
    names = [name for group in PERFORMANCE.values() for name in group]
    assert set(names) <= set(METRICS)
    card = pd.DataFrame({"metric": ["arr", *reversed(names)], "value": 1.0})
    told = product_performance(card)
    assert told["metric"].tolist() == names
    assert told["group"].unique().tolist() == list(PERFORMANCE)


def test_the_page_is_made_of_the_scorecard(firm):
    told = product_performance(firm.scorecard("2026-05")).set_index("metric")
    assert told.loc["dau_mau_ratio", "group"] == "engagement"
    value = cs.pick(firm.metrics("2026-05", "engagement", by=()), "dau_mau_ratio")["value"].item()
    assert told.loc["dau_mau_ratio", "value"] == value
