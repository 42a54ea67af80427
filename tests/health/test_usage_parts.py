"""Frequency, breadth and depth of use on a page: the parts add up to S16's score."""

import pytest

import cs_toolkit as cs
from cs_toolkit.analyses import health
from tests.by_hand import value
from tests.health.five_customers import FACTS, tables


@pytest.fixture(scope="module")
def company():
    events = tables()["usage_events"].assign(feature="edit")
    return cs.open(
        tables() | {"usage_events": events}, as_of="2026-09-01", time_zone="UTC",
        health={"usage": {"frequency": 2, "breadth": 1, "depth": 1}},
    )  # fmt: skip


PARTS = ["time_in_product", "usage_breadth", "usage_depth"]


def test_each_customer_has_its_parts(company):
    """Each has one user and one feature; an event alone lasts no time. Only c did not come at all."""
    found = health.usage_parts(company, company.period("2026-04")).set_index("customer_id")
    assert found["usage_breadth"].to_dict() == {"a": 1, "b": 1, "d": 1, "e": 1, "c": 0}
    assert found["usage_depth"].to_dict() == {"a": 1, "b": 1, "d": 1, "e": 1, "c": 0}
    assert found.index[0] == "c" and found["usage_score"].is_monotonic_increasing
    assert set(found.index) == set(FACTS)
    assert found["usage_score"].mean() == pytest.approx(
        value(company, "2026-04", "customer_health_score", "frequency_breadth_depth")
    )


def test_the_points_add_up_to_the_score(company):
    found = health.usage_parts_in_sum(company, company.period("2026-04"))
    assert found["part"].tolist() == PARTS
    assert found["weight"].tolist() == [0.5, 0.25, 0.25]
    assert found["points"].sum() == pytest.approx(
        value(company, "2026-04", "customer_health_score", "frequency_breadth_depth")
    )
    assert found.set_index("part").loc["usage_breadth", "mean"] == 4 / 5


def test_without_use_there_are_no_parts():
    frames = {name: frame for name, frame in tables().items() if name != "usage_events"}
    company = cs.open(frames, as_of="2026-09-01", time_zone="UTC")
    assert health.usage_parts_in_sum(company, company.period("2026-04")).empty
    assert health.usage_parts(company, company.period("2026-04")).empty
