"""Money is exact to the cent, however small the price, however many the rows, however large the sum."""

import pytest

import cs_toolkit as cs
from tests.by_hand import company, measures, row, subscriptions, table, value

# price, interval, every how many, and what a thousand of them come to in a year
PRICES = [
    (50, "year", 1, 50_000), (50, "year", 3, 50_000 / 3), (10, "quarter", 1, 40_000),
    (7, "month", 7, 12_000), (0.01, "year", 1, 10), (10, "month", 11, 120_000 / 11),
    (9.99, "week", 1, 519_480), (0.37, "day", 1, 135_050),
]  # fmt: skip


def test_a_thousand_small_prices_add_up_to_the_cent():
    """50 a year is 4.1666… a month: 12 of its months are 50 again, and not 50.000004."""
    rows = [
        (f"{plan}-{n}", f"{plan}-{n}", "2026-01-01", amount, interval, intervals, plan)
        for plan, (amount, interval, intervals, _) in enumerate(PRICES)
        for n in range(1_000)
    ]
    firm = company(
        subscriptions=table(
            "subscription_id customer_id starts_on amount interval interval_count plan", *rows
        )
    )
    found = firm.metrics("2026-03", family="revenue", by="plan")
    found = found[found["variant"] == "default"].set_index(["metric", "segment"])["value"]
    for plan, (*_, yearly) in enumerate(PRICES):
        assert found["arr", str(plan)] == pytest.approx(yearly, abs=1e-6)
        assert found["mrr", str(plan)] == pytest.approx(yearly / 12, abs=1e-7)
    assert found["arr", "0"] == 50_000


@pytest.mark.parametrize("amount", [900_000_000_000, 999_999_999_999.99])
def test_large_amounts_keep_their_last_digit(amount):
    rows = [(n, n, "2026-01-10", None, amount) for n in range(20)]
    firm = company(
        subscriptions=subscriptions(*rows),
        orders=table("order_id customer_id ordered_at amount", (1, 1, "2026-03-05", amount)),
    )
    assert value(firm, "2026-03", "mrr") == pytest.approx(20 * amount, rel=1e-15)
    assert measures(firm, "2026-03", "revenue")["billed_revenue"] == amount
    assert firm.reconcile("2026-01..2026-03")["holds"].all()
    behind = firm.rows("mrr", "2026-03")
    assert behind["ending"].tolist() == [amount] * 20


def test_sums_beyond_what_is_exact_are_not_available():
    rows = [(n, n, "2026-01-10", None, 4e14) for n in range(3)]
    firm = company(subscriptions=subscriptions(*rows))
    found = firm.metrics("2026-03", family="revenue", by=())
    mrr = found[(found["metric"] == "mrr") & (found["variant"] == "default")].iloc[0]
    assert mrr["value"] != mrr["value"]
    assert "10^15" in mrr["note"]


def test_a_row_beyond_what_is_exact_is_refused():
    firm = company(subscriptions=subscriptions((1, 1, "2026-01-10", None, 2e15)))
    (problem,) = firm.check().problems
    assert "10^15" in str(problem)


def test_an_amount_of_nothing_needs_no_rate():
    """A free row and a trial in currencies without a rate say nothing about MRR; 5 USD do."""
    free = {
        "subscriptions": table(
            "subscription_id customer_id starts_on amount interval currency status",
            ("1", "ada", "2026-01-10", 20, "month", "EUR", "active"),
            ("2", "bo", "2026-01-10", 0, "month", "USD", "active"),
            ("3", "cy", "2026-01-10", 30, "month", "GBP", "trial"),
        ),
        "orders": table(
            "order_id customer_id ordered_at amount currency", (1, "bo", "2026-03-05", 0, "USD")
        ),
        "spend": table("spent_on category amount currency", ("2026-03-05", "sales", 0, "USD")),
    }
    firm = cs.open(free, currency="EUR", as_of="2026-06-01")
    assert value(firm, "2026-03", "mrr") == 20
    trials = row(firm, "2026-03", "trial_mrr")
    assert trials["value"] != trials["value"]
    assert "without a rate" in trials["note"]
    owed = free | {"orders": free["orders"].assign(amount=5)}
    (problem,) = cs.open(owed, currency="EUR", as_of="2026-06-01").check().problems
    assert (problem.table, problem.rows) == ("orders", 1)
