"""Whose score moved and why, whom to help first, who gets more than they need."""

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.analyses import health
from tests.by_hand import table
from tests.health.five_customers import INDICATORS, tables


@pytest.fixture(scope="module")
def company():
    frames = tables()
    march = [("u-a", "a", "2026-03-05"), *(("u-d", "d", f"2026-03-{d:02d}") for d in range(3, 11))]
    march = table("user_id customer_id occurred_at", *march)
    frames["usage_events"] = pd.concat([frames["usage_events"], march])
    frames["spend"] = table(
        "spent_on category amount customer_id",
        ("2026-04-02", "training", 90.0, "a"), ("2026-04-03", "training", 1.0, "d"),
    )  # fmt: skip
    return cs.open(frames, as_of="2026-06-01", health={"indicators": INDICATORS})


@pytest.fixture(scope="module")
def scores(company):
    return health.health_scores(company, company.periods("2026-03..2026-04"))


def listed(scores):
    return health.customer_list(scores, "2026-04", "2026-03")


def test_the_worst_come_first_with_what_would_help_most(scores):
    found = listed(scores)
    assert found["customer_id"].tolist() == ["c", "d", "b", "a", "e"]
    assert found.set_index("customer_id")["lowest"]["b"] == "usage frequency"


def test_changes_are_the_sum_of_the_changes_of_the_contributions(scores):
    moved = health.contribution_changes(scores, "2026-04", "2026-03")
    change = listed(scores).set_index("customer_id")["change"]
    np.testing.assert_allclose(moved.sum(axis=1).reindex(change.index), change)


def test_movers_and_why(scores):
    """In March d used it on 8 days, e on none, and nobody asked for help: tickets were not known."""
    found = health.movers(listed(scores), 1)
    down, up = found.itertuples()
    assert (down.customer_id, up.customer_id) == ("d", "e")
    assert down.before == pytest.approx(80) and down.score == pytest.approx(30)
    assert down.why == "usage frequency −67, tickets +17"
    assert up.before == 0 and up.why == "usage frequency +67, tickets +33"


def test_who_was_no_customer_before_has_no_change():
    frames = tables()
    frames["subscriptions"].loc[0, "starts_on"] = "2026-04-02"
    company = cs.open(frames, as_of="2026-06-01", health={"indicators": INDICATORS})
    both = health.health_scores(company, company.periods("2026-03..2026-04"))
    found = health.customer_list(both, "2026-04", "2026-03").set_index("customer_id")
    assert np.isnan(found.loc["a", "change"]) and found.loc["a", "why"] == ""
    assert "a" not in health.movers(found.reset_index())["customer_id"].tolist()


def test_the_work_list_is_low_health_times_value():
    known = pd.DataFrame(
        {"customer_id": list("abcd"), "score": [20.0, 60.0, 40.0, 80.0],
         "health_class": ["poor", "average", "poor", "good"],
         "monthly_revenue": [100.0, 1000.0, np.nan, 90_000.0]}
    )  # fmt: skip
    found = health.work_list(known)
    assert found["customer_id"].tolist() == ["b", "a", "c"]
    assert found["at_stake"].tolist()[:2] == [400.0, 80.0]


def test_efforts_are_contacts_and_spend(company):
    found = health.efforts(company, company.period("2026-04")).set_index("customer_id")
    assert found.loc["a"].tolist() == [0, 90]
    assert found.loc["c"].tolist() == [4, 0]


def test_strong_accounts_that_get_more_than_most(company, scores):
    done = health.efforts(company, company.period("2026-04"))
    found = health.over_served(listed(scores), done)
    assert found["customer_id"].tolist() == ["a"]
    assert found["spent_per_revenue"].tolist() == [0.9]


def test_without_tables_efforts_say_what_they_need():
    frames = {"subscriptions": tables()["subscriptions"]}
    company = cs.open(frames, as_of="2026-06-01")
    found = health.efforts(company, company.period("2026-04"))
    assert found.empty and "needs table tickets" in found.attrs["not_available"]["contacts"]
    scores = health.health_scores(company, company.periods("2026-03..2026-04"))
    assert health.over_served(listed(scores), found).empty


def test_points_given_add_up_to_the_score(scores):
    customers = scores.of("2026-04").customers
    assert health.made_of(scores, "2026-04")["contribution"].sum() == pytest.approx(
        customers["score"].mean()
    )
    one = health.made_of(scores, "2026-04", "b")
    assert one["contribution"].sum() == pytest.approx(56.25)
    assert one["possible"].sum() == pytest.approx(100)


def test_the_indicators_and_their_rules(scores):
    found = health.indicator_table(scores, "2026-04").set_index("indicator")
    assert found["weight"].sum() == pytest.approx(1)
    assert found.loc["tickets", ["better", "from_0_to_1", "days"]].tolist() == [
        "lower",
        "from 0 to 4",
        90,
    ]
    assert found.loc["satisfaction", "known_of"] == pytest.approx(3 / 5)
