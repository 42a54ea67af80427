"""Revenue by account, by user, and over twelve months has an interval, and so its changes are judged."""

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.metrics.revenue.uncertainty import gains_over_losses
from tests.by_hand import company, row, subscriptions, table

CUSTOMERS = 120


@pytest.fixture(scope="module")
def firm():
    """Customers whose fees and numbers of users vary; some left in May, some grew or shrank."""
    rng = np.random.default_rng(2)
    rows, users = [], []
    for i in range(CUSTOMERS):
        begun, fee = f"2025-{1 + i % 4:02d}-05", round(float(rng.lognormal(4, 0.6)), 2)
        how = rng.choice(["stays", "leaves", "grows", "shrinks"], p=[0.6, 0.15, 0.15, 0.1])
        moved_on = None if how == "stays" else "2026-05-12"
        rows.append((f"s{i}", f"c{i}", begun, moved_on, fee))
        if how in ("grows", "shrinks"):
            rows.append((f"s{i}", f"c{i}", moved_on, None, fee * (1.5 if how == "grows" else 0.5)))
        users += [(f"u{i}-{j}", f"c{i}") for j in range(1 + rng.poisson(2))]
    rows += [(f"n{i}", f"new{i}", "2026-05-04", None, 40 + i) for i in range(9)]
    spend = table(
        "spent_on category amount", ("2026-04-05", "support", 700), ("2026-05-05", "support", 900),
        ("2026-05-05", "sales", 800),
    )  # fmt: skip
    return company(subscriptions=subscriptions(*rows), users=table("user_id customer_id", *users), spend=spend)  # fmt: skip


def resampled(numerator, denominator) -> float:
    """The standard deviation of Σ numerators ÷ Σ denominators with other customers."""
    drawn = np.random.default_rng(1).integers(0, len(numerator), (2_000, len(numerator)))
    return (numerator[drawn].sum(1) / denominator[drawn].sum(1)).std()


def by_customer(firm, metric) -> pd.DataFrame:
    return firm.rows(metric, "2026-04").groupby("customer_id").sum(numeric_only=True)


@pytest.mark.parametrize("metric", ["arpa", "arpu"])
def test_the_interval_is_that_of_customers_drawn_again(firm, metric):
    """In April nothing happens: everybody brings their fee, and has the users that they have."""
    fees = firm.query("select customer_id, sum(mrr) as fee from subscriptions "
                      "where starts_on < '2026-01-01' group by customer_id")  # fmt: skip
    counts = firm.query("select customer_id, count(*) as users from users group by customer_id")
    both = fees.merge(counts, on="customer_id")
    assert len(both) == CUSTOMERS
    below = np.ones(CUSTOMERS) if metric == "arpa" else both["users"].to_numpy(dtype=float)
    for variant in ("default", "ending"):
        found = row(firm, "2026-04", metric, variant)
        assert found["value"] == pytest.approx(both["fee"].astype(float).sum() / below.sum())
        spread = resampled(both["fee"].to_numpy(dtype=float), below)
        # the normal interval is too short for fees where a few are large: the arm above is longer
        assert 0.92 < (found["high"] - found["low"]) / 2 / (1.96 * spread) < 1.3
        assert found["high"] - found["value"] > found["value"] - found["low"]
        assert 0 < found["low"] < found["value"] < found["high"]


def test_each_has_an_interval_around_its_value(firm):
    for metric, variant in (
        ("arpa", "default"), ("arpu", "ending"), ("quick_ratio", "default"),
        ("net_revenue_retention", "trailing_12_months"),
        ("gross_revenue_retention", "trailing_12_months"), ("mrr_churn_rate", "voluntary"),
        ("mrr_churn_rate", "by_contract"), ("mrr_churn_rate", "net"),
        ("customer_retention_cost", "default"), ("acquisition_to_retention_cost", "default"),
    ):  # fmt: skip
        if variant == "voluntary":
            continue  # needs how a customer left
        found = row(firm, "2026-05", metric, variant)
        assert found["low"] < found["value"] < found["high"], (metric, variant)


def test_changes_are_judged(firm):
    found = firm.changes("2026-05", family=["revenue", "retention"], by=())
    found = found[found["since"] == "last_period"].set_index(["metric", "variant"])["judgement"]
    for one in ("arpa", "arpu", "gross_revenue_retention", "customer_retention_cost"):
        assert found[one, "default"] != "not testable", one
    assert found["net_revenue_retention", "trailing_12_months"] != "not testable"
    assert found["mrr_churn_rate", "absolute"] == "beyond noise"
    assert found["arpa", "default"] == "within noise"


def test_voluntary_and_involuntary_churn_have_an_interval():
    """One row was left unpaid until it ended: a failed payment, though no form is stated."""
    rows = [(f"s{i}", f"c{i}", "2025-01-05", None, 50, None, None, None) for i in range(60)]
    rows[0] = ("s0", "c0", "2025-01-05", None, 50, "unpaid", "2026-05-09", None)
    rows[1] = ("s1", "c1", "2025-01-05", "2026-05-09", 50, None, None, "cancelled_subscription")
    firm = company(subscriptions=subscriptions(*rows, more="status status_since end_kind"))
    for variant in ("voluntary", "involuntary"):
        found = row(firm, "2026-05", "mrr_churn_rate", variant)
        assert found["value"] == pytest.approx(1 / 60)
        assert 0 < found["low"] < 1 / 60 < found["high"] < 0.12
    assert row(firm, "2026-05", "customer_churn_rate", "by_failed_payment")["value"] == 1 / 60
    assert row(firm, "2026-05", "customer_churn_rate", "without_form")["value"] == 0


def test_the_quick_ratio_holds_in_95_of_100_companies():
    rng = np.random.default_rng(3)
    truth, held = 2.0, []
    for _ in range(1_500):
        won, lost = (rng.lognormal(4, 0.8, rng.poisson(n)) for n in (60, 30))
        sums = won.sum(), 0, 0, 0, lost.sum(), (won**2).sum(), (lost**2).sum()
        low, high = gains_over_losses(won.sum() / lost.sum(), *sums)
        held.append(low <= truth <= high)
    assert 0.93 <= np.mean(held) <= 0.975


def test_a_forecast_of_next_to_nothing_is_nothing():
    """A method that shrinks by a share each month once showed 8.7e-60."""
    rows = [
        (
            f"s{i}",
            f"c{i}",
            "2024-01-05",
            f"{2024 + (6 + i // 3) // 12}-{(6 + i // 3) % 12 + 1:02d}-15",
            100,
        )
        for i in range(50)
    ]
    found = row(company(subscriptions=subscriptions(*rows)), "2025-12", "mrr_forecast")
    for one in ("value", "low", "high"):
        assert found[one] == round(found[one], 2)


def test_formulas_still_take_what_they_took():
    assert (
        cs.quick_ratio(
            new_mrr=300, reactivation_mrr=20, expansion_mrr=80, contraction_mrr=30, churned_mrr=70
        )
        == 4
    )
