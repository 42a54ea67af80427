"""The lifespan with its tail: right at a constant loss, and no longer because a company is older."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.lifespan_coverage import AGES, HAZARDS, coverage, stays
from cs_toolkit.errors import InputError
from cs_toolkit.models.contract_terms import contract_term, in_terms
from cs_toolkit.models.expected_lifespan import expected_lifespan, lifespan_of_stays
from tests.by_hand import company, row, subscriptions


@pytest.fixture(scope="module")
def simulated() -> pd.DataFrame:
    """40 companies of each kind, rate of loss and age, from a fixed seed; more in benchmarks/."""
    return coverage(40, seed=2026)


def test_the_interval_holds_the_true_lifespan(simulated):
    assert simulated["coverage"].min() >= 0.85
    assert simulated["coverage"].mean() == pytest.approx(0.95, abs=0.02)


def test_the_estimate_has_no_trend_with_the_companys_age(simulated):
    away = np.log(simulated["median_estimate"] / simulated["true"])
    assert away.abs().max() < 0.15
    slope = np.polyfit(simulated["age"] - simulated["age"].mean(), away, 1)[0]
    assert abs(slope) < 0.002  # 0.2% a month; what is observed grows by more than 1%


@pytest.mark.parametrize(("months", "observed"), [(6, 5.85), (12, 11.36), (24, 21.43)])
def test_a_loss_of_one_in_a_hundred_a_month_is_a_lifespan_of_a_hundred(months, observed):
    """10,000 customers who start together, of whom 1% leave a month: exact, without any chance."""
    left_after = np.arange(1, months)
    there = 10_000 * 0.99 ** np.arange(months)
    leaving = np.round(there[:-1] * 0.01).astype(int)
    paid = np.append(np.repeat(left_after, leaving), [months] * (10_000 - leaving.sum()))
    left = np.append(np.ones(leaving.sum()), np.zeros(10_000 - leaving.sum()))
    known = pd.DataFrame(
        {
            "days_paid": np.floor(paid * 365 / 12), "has_left": left,
            "days_known": np.floor(months * 365 / 12), "months_paid": paid, "on_the_day": 1,
            "months_known": months, "closes_on_the_day": 1,
        }
    )  # fmt: skip
    found = lifespan_of_stays(known)
    assert found.lifespan == pytest.approx(100, rel=0.005)
    assert found.low < 100 < found.high
    within = np.minimum(paid, months).mean()
    assert within == pytest.approx(observed, abs=0.05)


def test_from_subscriptions_to_the_metric_whatever_the_age():
    """Ten join a month, and of each hundred there are three leave a month, spread over the cohorts."""
    found = {}
    for months in (13, 24):
        rows, rng = [], np.random.default_rng(months)
        starts = pd.date_range("2024-01-01", periods=months, freq="MS")
        close = starts[-1] + pd.DateOffset(months=1)
        for start in starts:
            for n in range(40):
                end = start + pd.DateOffset(months=int(rng.geometric(0.03)))
                ends_on = str(end.date()) if end < close else None
                name = f"{start:%y%m}-{n}"
                rows.append((name, name, str(start.date()), ends_on, 10))
        firm = company(as_of=str(close.date()), subscriptions=subscriptions(*rows))
        period = str(starts[-1].date())[:7]
        rows = firm.metrics(period, family="value", by=()).set_index(["metric", "variant"])
        found[months] = rows.loc[("lifespan", "default")]
        assert found[months]["low"] < 1 / 0.03 < found[months]["high"]
        assert rows.loc[("customer_lifetime_value", "default"), "value"] == pytest.approx(
            10 * found[months]["value"], rel=0.001
        )
        # a narrow interval around what is no lifespan
        assert rows.loc[("lifespan", "observed"), "high"] < 1 / 0.03
    assert found[24]["value"] < 1.5 * found[13]["value"]


def test_where_nobody_left_in_the_last_year_it_is_not_known():
    rows = [("1", "ann", "2023-01-01", "2023-03-01", 10), ("2", "bob", "2023-01-01", None, 10)]
    firm = company(subscriptions=subscriptions(*rows))
    found = row(firm, "2026-03", "lifespan")
    assert np.isnan(found["value"])
    assert "nobody has left in the last 12 months, so the lifespan is at least" in found["note"]


def test_where_all_have_left_it_is_the_mean_of_their_lives():
    found = expected_lifespan([2, 4, 12], [1, 1, 1], [20, 20, 20])
    assert found.lifespan == 6
    assert found.beyond == 0


def test_the_rate_is_that_of_the_last_twelve_months():
    """Two left long ago; of the 30 months followed in the last 12, one customer left in the 6th."""
    months, left, known = [1, 1, 30, 30, 24], [1, 1, 0, 0, 1], [30, 30, 30, 30, 30]
    found = expected_lifespan(months, left, known)
    assert found.rate == pytest.approx(1 / 30)
    # the share still here: 3 of 5 until 24, 2 of 5 from then until 30
    assert found.lifespan == pytest.approx(1 + 23 * 0.6 + 6 * 0.4 + 0.4 * 30)


def test_a_yearly_contract_can_be_left_once_a_year():
    """30 customers of 18 months, of whom six left after their first year: one choice in five."""
    paid = np.array([12] * 6 + [18] * 24)
    known = pd.DataFrame(
        {
            "days_paid": paid * 30, "has_left": paid == 12, "days_known": 18 * 30,
            "months_paid": paid, "on_the_day": 1, "months_known": 18, "closes_on_the_day": 0,
        }
    )  # fmt: skip
    assert lifespan_of_stays(known).lifespan == pytest.approx(12 / 0.2)


def test_terms_are_seen_only_where_almost_all_leave_at_their_end():
    assert contract_term([12, 24], [1, 1]) == 12
    assert contract_term([12], [1]) == 1, "one may have left after twelve months by chance"
    assert contract_term([3, 6, 9, 3, 6], [1] * 5) == 3
    assert contract_term([3, 6, 9, 3], [1, 1, 1, 0]) == 0
    came_to, known = in_terms([2, 5], [1, 0], [5, 5], [1, 1], term=1)
    assert (came_to.tolist(), known.tolist()) == ([2, 4], [4, 4])


def test_what_cannot_be_is_refused():
    with pytest.raises(InputError, match="1 customers were seen after today"):
        expected_lifespan([5, 3], [1, 0], [4, 3])


lives = st.lists(
    st.tuples(st.integers(1, 40), st.booleans(), st.integers(0, 20)), min_size=2, max_size=30
)


@settings(max_examples=60)
@given(lives, st.randoms())
def test_order_changes_nothing_and_time_scales(rows, random):
    months, left, since = (np.array(column) for column in zip(*rows, strict=True))
    known = np.where(left, months + since, months)
    ours = expected_lifespan(months, left, known)
    order = list(range(len(months)))
    random.shuffle(order)
    again = expected_lifespan(months[order], left[order], known[order])
    assert again.lifespan == pytest.approx(ours.lifespan, nan_ok=True)
    assert again.low == pytest.approx(ours.low, nan_ok=True)
    days = expected_lifespan(months * 30, left, known * 30, recent=360)
    assert days.lifespan == pytest.approx(30 * ours.lifespan, nan_ok=True)
    if np.isfinite(ours.low):
        assert 0 < ours.low <= ours.lifespan <= ours.high


def test_the_benchmark_covers_what_was_asked():
    assert set(HAZARDS) == {0.01, 0.03, 0.10}
    assert set(AGES) == {13, 18, 24, 36}
    assert len(stays(np.random.default_rng(1), "any day", 0.03, 13)) == 13 * 15
