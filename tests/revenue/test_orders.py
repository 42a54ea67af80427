"""Revenue by type from orders: returns, types that are not told, foreign money."""

import pytest

from tests.by_hand import company, measures, row, table, value

ORDERS = table(
    "order_id customer_id ordered_at amount revenue_type is_return currency",
    (1, "ann", "2026-02-28T23:59:59", 10, None, None, None),
    (2, "ann", "2026-03-01", 100, None, None, None),
    (3, "bob", "2026-03-02T09:00", 50, None, None, None),
    (4, "bob", "2026-03-02T18:00", 25, None, None, None),
    (5, "bob", "2026-03-20", 20, None, True, None),
    (6, "cat", "2026-03-31", 10, "subscription", False, "USD"),
    (7, "cat", "2026-03-31", 5, "late_fee", None, None),
    (8, "cat", "2026-04-01", 999, "interest", None, None),
)
RATES = table("day currency rate", ("2026-01-01", "USD", 0.8), ("2026-04-01", "USD", 0.1))


@pytest.fixture(scope="module")
def shop():
    return company(orders=ORDERS, fx_rates=RATES)


def test_each_type_by_hand(shop):
    found = measures(shop, "2026-03", "revenue")
    assert found["billed_revenue"] == 100 + 50 + 25 - 20 + 10 * 0.8 + 5
    # who had bought on an earlier day buys again; two orders of the first day are both new, and a
    # return takes off from what it gives back
    assert found["repeat_sale_revenue"] == 100 - 20
    assert found["new_sale_revenue"] == 75
    assert found["subscription_revenue"] == 8
    assert found["late_fee_revenue"] == 5
    assert found["interest_revenue"] == 0


def test_types_add_up_and_shares_to_one(shop):
    found = measures(shop, "2026-03", "revenue")
    types = [name for name in found.index if name.endswith("_revenue") and name != "billed_revenue"]
    assert sum(found[types].dropna()) == found["billed_revenue"]
    names = ("new_sale", "repeat_sale", "subscription", "add_on", "service_fee", "late_fee")
    shares = [value(shop, "2026-03", "revenue_by_type", f"{name}_share") for name in names]
    assert sum(shares) == pytest.approx(1)


def test_months_add_up_to_their_quarter(shop):
    months = shop.measures("2026-02..2026-03", family="revenue", by=())["billed_revenue"].sum()
    assert measures(shop, "2026-Q1", "revenue")["billed_revenue"] == months


def test_recurring_revenue_says_what_it_needs(shop):
    assert "needs table subscriptions" in row(shop, "2026-03", "mrr")["note"]
