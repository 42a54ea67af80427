"""The health index: KPIs of stages, by hand."""

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.analyses import health
from tests.by_hand import row, subscriptions, table, value

COMPANY = [
    ("2026-03-31", "visits", 0.2, None, "visitor"),
    ("2026-04-30", "visits", 0.5, None, "visitor"),  # the latest counts: 50.5
    ("2026-04-30", "returning", 1.0, None, "visitor"),  # 100
    ("2026-04-30", "trials", 0.0, None, "trial"),  # 1
    ("2025-09-30", "renewed", 0.9, None, "renewal"),  # too old
    ("2026-05-15", "trials", 0.9, None, "trial"),  # not known yet
]
CUSTOMERS = [
    ("2026-04-30", "visits", 0.25, "a", "visitor"),
    ("2026-04-30", "visits", 0.75, "b", "visitor"),
    ("2026-04-30", "trials", 1.0, "b", "trial"),
]


def company(rows, **index):
    return cs.open(
        {
            "health_inputs": table("as_of indicator value customer_id stage", *rows),
            "customers": table("customer_id plan", ("a", "basic"), ("b", "pro")),
            "subscriptions": subscriptions(("s", "a", "2025-01-01", None, 10.0)),
        },
        as_of="2026-06-01", dimensions=["plan"], health={"index": index},
    )  # fmt: skip


def test_the_mean_of_the_known_stages_of_the_company():
    """(50.5 + 100) ÷ 2 = 75.25 and 1: their mean is 38.125."""
    found = row(company(COMPANY + CUSTOMERS), "2026-04", "customer_health_index")
    assert found["value"] == pytest.approx(38.125)
    assert found["n"] == 2


def test_segments_and_companies_without_kpis_of_their_own_take_the_customers():
    whole = company(COMPANY + CUSTOMERS)
    of_pro = value(whole, "2026-04", "customer_health_index", by="plan", segment="pro")
    assert of_pro == pytest.approx((75.25 + 100) / 2)
    own = value(company(CUSTOMERS), "2026-04", "customer_health_index")
    assert own == pytest.approx((50.5 + 100) / 2)


def test_stages_in_their_order_with_their_class_and_weakest_kpi():
    found = health.lifecycle(company(COMPANY + CUSTOMERS), "2026-04")
    assert found.values.tolist() == [
        ["visitor", 75.25, "good", 2, "visits"], ["trial", 1.0, "poor", 1, "trials"],
    ]  # fmt: skip


def test_customers_with_their_weakest_stage():
    found = health.lifecycle_of_customers(company(COMPANY + CUSTOMERS), "2026-04")
    assert found.values.tolist() == [
        ["a", 25.75, "poor", 1, "visitor"], ["b", 87.625, "good", 2, "visitor"],
    ]  # fmt: skip


def test_declared_ends_and_a_kpi_whose_low_value_is_good():
    rows = [
        ("2026-04-30", "churn", 0.05, None, "renewal"), ("2026-04-30", "nps", 20.0, None, "advocacy"),
    ]  # fmt: skip
    kpis = {"churn": {"low": 0, "high": 0.2, "better": "lower"}, "nps": {"low": -100, "high": 100}}
    found = health.lifecycle(company(rows, kpis=kpis), "2026-04").set_index("stage")["stage_score"]
    assert found["renewal"] == pytest.approx(1 + 99 * 0.75)
    assert found["advocacy"] == pytest.approx(1 + 99 * 0.6)


def test_values_beyond_1_lie_between_the_lowest_and_highest_so_far():
    rows = [
        (f"2026-0{month}-28", "leads", leads, None, "lead")
        for month, leads in ((1, 10.0), (2, 50.0), (3, 30.0), (5, 900.0))
    ]
    found = health.lifecycle(company(rows), "2026-03")
    assert found["stage_score"].tolist() == [1 + 99 * 0.5]


def test_without_stages_it_says_what_it_needs():
    frames = {"subscriptions": subscriptions(("s", "a", "2025-01-01", None, 10.0))}
    bare = cs.open(frames, as_of="2026-06-01")
    found = row(bare, "2026-04", "customer_health_index")
    assert pd.isna(found["value"])
    assert found["note"].startswith("not available: needs table health_inputs")
    stages = health.lifecycle(bare, "2026-04")
    assert stages.empty and "health_inputs" in stages.attrs["not_available"]["stage_score"]


def test_every_index_lies_between_1_and_100():
    sample = cs.open("data/sample/company.toml").metrics("2026-10", family="health")
    values = cs.pick(sample, "customer_health_index", by=None)["value"].dropna()
    assert len(values) > 1 and values.between(1, 100).all()
