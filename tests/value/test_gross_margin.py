"""Gross margin: what was earned less what delivering it cost, and the margin of lifetime values."""

import pytest

import cs_toolkit as cs
from tests.by_hand import company, row, subscriptions, table, value

FEES = subscriptions(("1", "ann", "2026-01-01", None, 1_000), ("2", "bob", "2026-01-01", None, 500))
CHARGES = table(
    "order_id customer_id ordered_at amount revenue_type",
    (1, "ann", "2026-03-02", 1_000, "subscription"),  # the invoice of a fee: not earned twice
    (2, "ann", "2026-03-05", 300, "service_fee"),
    (3, "bob", "2026-03-09", 200, "usage"),
)
COSTS = table(
    "spent_on category amount",
    ("2026-03-01", "cost_of_revenue", 400), ("2026-03-15", "support", 100),
    ("2026-03-20", "sales", 900), ("2026-02-20", "support", 100),
)  # fmt: skip


@pytest.fixture(scope="module", params=["excluded", "trailing_3_months"])
def firm(request):
    return company(
        subscriptions=FEES, orders=CHARGES, spend=COSTS, policies={"usage": request.param}
    )


def test_revenue_less_its_cost(firm):
    """1,500 of fees, 300 of services and 200 of use; 400 and 100 to deliver them."""
    assert value(firm, "2026-03", "gross_margin") == 0.75
    assert value(firm, "2026-03", "gross_margin", "absolute") == 1_500


def test_without_its_direct_cost_there_is_no_margin(firm):
    found = row(firm, "2026-02", "gross_margin")
    assert found["value"] != found["value"]
    assert "cost_of_revenue" in found["note"]


def test_lifetime_value_takes_the_margin_that_is_known():
    measured = company(subscriptions=FEES, orders=CHARGES, spend=COSTS)
    revenue = company(subscriptions=FEES, orders=CHARGES)
    for variant in ("historical", "monthly_revenue"):
        known = value(measured, "2026-03", "customer_lifetime_value", variant)
        assert known == pytest.approx(
            0.75 * value(revenue, "2026-03", "customer_lifetime_value", variant), nan_ok=True
        )
    assert value(measured, "2026-03", "customer_lifetime_value", "historical") == 0.75 * 750


def test_cost_of_revenue_is_no_cost_of_retention(firm):
    found = firm.measures("2026-03", family="retention", by=()).iloc[0]
    assert found[["retention_spend", "acquisition_spend"]].tolist() == [100, 900]


def test_the_margin_that_was_used_stands_beside_the_value():

    measured = company(subscriptions=FEES, orders=CHARGES, spend=COSTS)
    found = row(measured, "2026-03", "customer_lifetime_value", "historical")
    assert "gross margin 75.0%, as measured" in found["note"]
    stated = cs.open({"subscriptions": FEES}, as_of="2026-06-01", assumptions={"gross_margin": 0.8})
    found = row(stated, "2026-03", "customer_lifetime_value", "historical")
    assert "gross margin 80.0%, as stated" in found["note"]
    without = row(company(subscriptions=FEES), "2026-03", "customer_lifetime_value", "historical")
    assert "gross margin" not in without["note"]


def test_the_card_says_which_margin_is_in_force():
    from cs_toolkit.display.definition import definition

    assert "gross margin as measured" in definition("clv", company(subscriptions=FEES)).plain
    stated = cs.open({"subscriptions": FEES}, as_of="2026-06-01", assumptions={"gross_margin": 0.8})
    assert "gross margin = 0.8, as the company file states" in definition("clv", stated).plain
