"""Intervals of values and costs: by hand, and on customers drawn again and again."""

import numpy as np
import pytest

import cs_toolkit as cs
from cs_toolkit.metrics.value.uncertainty import (
    by_lifespan,
    by_purchases_and_lifespan,
    cost_interval,
    over_cost,
    return_over_cost,
)
from tests.by_hand import company, row, subscriptions, table


def test_a_cost_moves_with_the_count():
    """Poisson's 95% interval of 10 is 4.795 to 18.39 (tables of Garwood)."""
    low, high = cost_interval(60.0, 10)
    assert 600 / high == pytest.approx(4.795, abs=5e-4)
    assert 600 / low == pytest.approx(18.39, abs=5e-3)
    assert np.isnan(cost_interval(float("nan"), 0)).all()


def test_relative_errors_add_in_squares():
    """A mean of 40 with a standard error of 2, a lifespan of 30 known to a tenth on either side."""
    squares = 100 * (40**2 + 100 * 2**2 * 99 / 100)
    ends = (30 / np.exp(0.196), 30 * np.exp(0.196))
    low, high = by_purchases_and_lifespan(1_200.0, 100, 4_000, squares, *ends)
    expected = np.exp(1.96 * np.hypot(2 / 40, 0.1))
    assert high / 1_200 == pytest.approx(expected, rel=1e-4)
    assert 1_200 / low == pytest.approx(expected, rel=1e-4)
    assert by_lifespan(1_200.0, *ends) == pytest.approx([1_200 * end / 30 for end in ends])


def test_a_return_is_the_ratio_less_one():
    parts = (100, 4_000, 200_000, 25, 36, 40)
    low, high = over_cost(3.0, *parts)
    assert return_over_cost(2.0, *parts) == pytest.approx((low - 1, high - 1))
    assert low < 3 < high


def test_lifetime_value_over_cost_holds_the_truth_as_often_as_it_says():
    """Customers drawn anew a thousand times: purchases, stays and counts of new ones vary."""
    rng = np.random.default_rng(5)
    inside = 0
    for _ in range(1_000):
        bought, stays = rng.gamma(4, 10, 120), rng.exponential(20, 120)
        won = max(rng.poisson(25), 1)
        error = stays.std(ddof=1) / np.sqrt(len(stays))
        ends = (stays.mean() - 1.96 * error, stays.mean() + 1.96 * error)
        value = bought.mean() * stays.mean() / (5_000 / won)
        low, high = over_cost(
            value, len(bought), bought.sum(), (bought**2).sum(), *ends, float(won)
        )
        inside += low <= 40 * 20 / (5_000 / 25) <= high
    assert 0.92 <= inside / 1_000 <= 0.98


@pytest.fixture(scope="module")
def firm():
    rows = [
        *((f"s{n}", f"c{n}", "2025-03-01", None, 40 + n) for n in range(40)),
        *((f"l{n}", f"d{n}", "2025-03-01", f"2025-{n + 4:02d}-01", 40) for n in range(9)),
        *((f"n{n}", f"e{n}", "2026-03-01", None, 40) for n in range(16)),
    ]
    spend = table("spent_on category amount", ("2026-03-10", "marketing", 3_200))
    return company(subscriptions=subscriptions(*rows), spend=spend)


@pytest.mark.parametrize(
    ("metric", "variant"),
    [("customer_lifetime_value", name) for name in ("default", "customer_value", "over_cac", "monthly_revenue")]
    + [(name, "default") for name in ("customer_acquisition_cost", "ltv_cac_ratio", "customer_roi")]
    + [("cac_payback_months", "default"), ("lifespan", "default")],
)  # fmt: skip
def test_every_value_carries_its_interval(firm, metric, variant):
    found = row(firm, "2026-03", metric, variant)
    assert found["low"] < found["value"] < found["high"]
    assert found["n"] > 0


def test_where_nobody_has_left_only_the_least_that_the_lifespan_is_is_known():
    steady = company(subscriptions=subscriptions(("1", "ann", "2025-03-01", None, 40)))
    observed = row(steady, "2026-03", "lifespan", "observed")
    assert observed["value"] == pytest.approx(396 * 12 / 365)
    assert np.isnan(observed["low"])
    assert observed["verdict"] == ""
    assert "a lower bound" in observed["note"]
    assert cs.METRICS["lifespan"].variants["observed"].better is None
    why = "not available: nobody has left yet, so the lifespan is at least 13.0 months"
    for metric, variant in (
        ("lifespan", "default"),
        ("customer_lifetime_value", "default"),
        ("customer_lifetime_value", "monthly_revenue"),
    ):
        found = row(steady, "2026-03", metric, variant)
        assert np.isnan(found["value"])
        assert found["note"].startswith(why)


def test_the_average_purchase_of_few_customers_is_no_surer_for_their_many_purchases():
    """Five customers who each buy twelve times for about the same: five amounts, not sixty."""
    bought = [(c, n) for c in range(5) for n in range(12)]
    orders = table(
        "order_id customer_id ordered_at amount",
        *((f"{c}-{n}", f"c{c}", f"2026-03-{1 + n:02d}", 100 * c + 10 + n) for c, n in bought),
    )
    firms = company(orders=orders), company(orders=orders.assign(customer_id=orders["order_id"]))
    few, many = (
        firm.metrics("2026-03", metric="average_purchase_value", by=()).iloc[0] for firm in firms
    )
    assert few["value"] == many["value"] == 215.5
    assert few["high"] - few["low"] > 2 * (many["high"] - many["low"])
