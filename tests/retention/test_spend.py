"""What keeping a customer costs, in total, by category, and beside what winning one costs."""

import pytest

from tests.by_hand import company, measures, row, subscriptions, table, value

CATEGORIES = (
    "support", "account_management", "programmes", "surveys", "cs_team", "training",
    "customer_marketing", "professional_services",
)  # fmt: skip


@pytest.fixture(scope="module")
def firm():
    keeping = [("2026-03-15", category, 10 * n, None) for n, category in enumerate(CATEGORIES, 1)]
    return company(
        subscriptions=subscriptions(
            ("1", "ann", "2026-01-01", None, 100), ("2", "bob", "2026-01-01", None, 50),
            ("3", "cat", "2026-01-01", "2026-03-20", 50), ("4", "dan", "2026-03-02", None, 50),
        ),
        spend=table(
            "spent_on category amount currency", *keeping,
            ("2026-03-01", "sales", 300, None), ("2026-03-31T23:59:59", "marketing", 125, "USD"),
            ("2026-03-09", "other", 777, None), ("2026-04-01", "support", 999, None),
        ),
        fx_rates=table("day currency rate", ("2026-03-01", "USD", 0.8)),
    )  # fmt: skip


def test_what_keeps_and_what_wins(firm):
    found = measures(firm, "2026-03", "retention")
    assert found["retention_spend"] == 360
    assert found["acquisition_spend"] == 300 + 125 * 0.8
    assert sum(found[f"{category}_spend"] for category in CATEGORIES) == found["retention_spend"]


def test_cost_per_retained_customer_and_per_customer(firm):
    assert value(firm, "2026-03", "customer_retention_cost") == 360 / 2  # ann and bob stayed
    assert value(firm, "2026-03", "customer_retention_cost", "per_customer") == 360 / 4


def test_the_categories_cost_add_up_to_the_cost(firm):
    """Customers have no category: each is set against all of them."""
    by_category = [
        value(firm, "2026-03", "customer_retention_cost", "default", "category", category)
        for category in CATEGORIES
    ]
    assert by_category[0] == 10 / 2
    assert sum(by_category) == value(firm, "2026-03", "customer_retention_cost")


def test_winning_beside_keeping(firm):
    assert value(firm, "2026-03", "acquisition_to_retention_cost") == (400 / 1) / (360 / 2)


def test_spend_cannot_be_split_by_what_only_customers_have(firm):
    split = company(
        subscriptions=subscriptions(("1", "ann", "2026-01-01", None, 100)),
        customers=table("customer_id region", ("ann", "north")),
        spend=table("spent_on category amount", ("2026-03-01", "support", 10)),
    )
    found = split.metrics("2026-03", family="retention", by="region")
    costs = found[(found["metric"] == "customer_retention_cost") & (found["segment"] == "north")]
    assert costs["value"].isna().all()
    assert row(split, "2026-03", "customer_retention_cost")["value"] == 10
