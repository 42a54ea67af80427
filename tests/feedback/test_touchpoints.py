"""Comments and their themes at each touchpoint: why carts are abandoned."""

import pytest

import cs_toolkit as cs
from cs_toolkit.analyses import feedback
from tests.by_hand import table

SLOW = "The checkout is far too slow and the delivery costs are much too expensive. Terrible."
PRICE = "Delivery is too expensive, a horrible price."
GOOD = "The support was great and very friendly, excellent service."


@pytest.fixture(scope="module")
def company():
    rows = [
        (1, "2026-10-02", PRICE, "checkout"), (2, "2026-10-03", SLOW, "checkout"),
        (3, "2026-10-04", GOOD, "support_contact"), (4, "2026-10-05", GOOD, None),
        (5, "2026-08-05", SLOW, "checkout"),
    ]  # fmt: skip
    return cs.open(
        {"feedback": table("comment_id said_at text touchpoint", *rows)}, as_of="2026-12-01",
        time_zone="UTC",
    )  # fmt: skip


def test_each_touchpoint_has_its_comments(company):
    found = feedback.touchpoints(company, company.periods("2026-10")).set_index("touchpoint")
    assert found["comments"].to_dict() == {"checkout": 2, "support_contact": 1}
    assert found["negative"].to_dict() == {"checkout": 1, "support_contact": 0}


def test_why_carts_are_abandoned(company):
    periods = company.periods("2026-10")
    found = feedback.themes_by_touchpoint(company, periods, touchpoint="checkout")
    assert set(found["touchpoint"]) == {"checkout"}
    reasons = found[found["kind"] == "stop"].set_index("theme")
    assert found["kind"].iloc[0] == "stop"  # a reason to leave comes first
    assert reasons.loc["price", ["comments", "share"]].tolist() == [2, 1]
    assert "expensive" in reasons.loc["price", "example"]
    everywhere = feedback.themes_by_touchpoint(company, periods)
    assert set(everywhere["touchpoint"]) == {"checkout", "support_contact"}
    support = everywhere[everywhere["touchpoint"] == "support_contact"]
    assert set(support["kind"]) == {"continue"}


def test_without_touchpoints_both_are_empty(company):
    none = company.periods("2026-09")
    assert feedback.touchpoints(company, none).empty
    assert feedback.themes_by_touchpoint(company, none).empty
