"""The forecast as a metric: what the model says of the months up to the close, and no later ones."""

import pytest

from cs_toolkit.analyses import estimates
from cs_toolkit.figures import forecast
from tests.by_hand import company, row, subscriptions, value

# one customer of 100 more each month, for thirty months
GROWING = subscriptions(
    *((n, n, f"{2024 + n // 12}-{n % 12 + 1:02d}-01", None, 100) for n in range(30))
)


@pytest.fixture(scope="module")
def firm():
    return company(as_of="2026-07-01", subscriptions=GROWING)


def test_steady_growth_goes_on(firm):
    found = row(firm, "2026-06", "mrr_forecast")
    assert value(firm, "2026-06", "mrr") == 3_000
    assert found["value"] == pytest.approx(3_300)
    assert found["low"] <= found["value"] <= found["high"]


def test_it_is_the_last_month_of_the_estimate(firm):
    months = estimates.forecast(firm, "2026-06", months=3).months
    told = row(firm, "2026-06", "mrr_forecast")[["value", "low", "high"]].tolist()
    assert told == pytest.approx(months.iloc[-1][["forecast", "low", "high"]].tolist())


def test_it_sees_nothing_after_the_close(firm):
    earlier = company(as_of="2026-03-01", subscriptions=GROWING)
    assert value(firm, "2026-02", "mrr_forecast") == value(earlier, "2026-02", "mrr_forecast")


def test_how_far_ahead_is_a_policy():
    further = company(as_of="2026-07-01", subscriptions=GROWING, policies={"forecast_months": 6})
    assert value(further, "2026-06", "mrr_forecast") == pytest.approx(3_600)


def test_too_short_a_history_says_so(firm):
    assert row(firm, "2024-12", "mrr_forecast")["note"] == (
        "no basis: the history is too short to try methods on: 14 months at least"
    )
    enough = row(firm, "2025-02", "mrr_forecast")
    assert (enough["n"], enough["note"]) == (14, "small sample (n 14)")


def test_what_has_died_out_is_not_predicted_from_its_last_month():
    gone = subscriptions(
        *((n, n, f"{2024 + n // 12}-{n % 12 + 1:02d}-01", "2025-12-01", 100) for n in range(20))
    )
    firm = company(as_of="2026-07-01", subscriptions=gone)
    assert value(firm, "2026-06", "mrr") == 0
    found = row(firm, "2026-06", "mrr_forecast")
    assert found["n"] == 30  # the months of history, those without MRR among them
    assert found["value"] == pytest.approx(0, abs=10)  # of 2,000


def test_nothing_is_predicted_from_a_table_without_rows():
    told = estimates.forecast(company(as_of="2026-07-01", subscriptions=subscriptions()), "2026-06")
    assert told.sentence == "not available: table subscriptions has no rows"


def test_falling_revenue_ends_at_nothing_and_not_below():
    """Three of forty customers leave each month: a line goes below 0, revenue does not."""
    leaving = subscriptions(
        *(
            (n, n, "2024-01-05", f"{2025 + n // 36}-{n // 3 % 12 + 1:02d}-15", 100)
            for n in range(40)
        )
    )
    falling = company(as_of="2027-06-01", subscriptions=leaving)
    for period in ("2025-08", "2025-12", "2026-02", "2026-06"):
        months = estimates.forecast(falling, period).months
        assert (months["low"] >= 0).all()
        assert (months["low"] <= months["forecast"]).all()
        assert (months["forecast"] <= months["high"]).all()
        assert (months["high"] > 0).all()
    found = row(falling, "2025-12", "mrr_forecast")
    assert 0 <= found["low"] <= found["value"] <= found["high"]
    known = estimates.forecast(falling, "2025-12").all_months
    bottom, _ = forecast(known, unit="money", currency="EUR").get_ylim()
    assert bottom >= 0
