"""Engagement: by hand, and the bounds of active users."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from cs_toolkit.metrics.mean_intervals import skewed_mean_interval
from tests.real_data import real_data

# which of 30 days each user was active on
diaries = st.lists(st.sets(st.integers(0, 29), min_size=1), min_size=1, max_size=30)


def test_days_without_activity_count_as_zero():
    assert cs.dau(active_user_days=60, days_in_period=30) == 2
    assert cs.dau(active_user_days_trailing_30_days=60, variant="trailing_30_days") == 2


@given(diaries)
def test_stickiness_is_the_mean_share_of_days_that_a_user_was_active(diary):
    days = [len(active) for active in diary]
    ratio = cs.dau_mau_ratio(sum(days), 30, len(diary))
    per_user = cs.dau_mau_ratio(
        sum(days), monthly_active_users=len(diary), variant="days_active_per_user"
    )
    assert ratio == pytest.approx(sum(days) / len(days) / 30)
    assert ratio == pytest.approx(per_user / 30)
    assert 1 / 30 - 1e-12 <= ratio <= 1
    assert cs.dau(sum(days), 30) <= cs.mau(len(diary))


def test_the_interval_of_stickiness_is_that_of_a_mean_of_days_at_least_none():
    days = pd.Series([1, 5, 10, 30])
    columns = {
        "active_user_days": days.sum(), "days_in_period": 30, "monthly_active_users": 4, "mau_months": 1,
        "active_user_days_square_sum": (days**2).sum(),
    }  # fmt: skip
    variant = cs.dau_mau_ratio.default
    low, high = variant.bounds(variant.over(columns), columns)
    expected = skewed_mean_interval(days.mean(), 4, (days**2).sum())
    assert (30 * low, 30 * high) == pytest.approx((expected[0], min(expected[1], 30)))


def test_more_active_days_than_users_have_is_refused():
    with pytest.raises(InputError, match="dau_mau_ratio would be 2"):
        cs.dau_mau_ratio(600, 30, 10)


def test_messages_of_a_college_in_may_2004():
    """59,835 messages; users are senders, days and months in UTC."""
    table = pd.read_csv(real_data("collegemsg/CollegeMsg.txt"), sep=" ")
    day = pd.to_datetime(table["weight"], unit="s").dt.floor("D")  # the header misnames the time
    may = table[(day >= "2004-05-01") & (day < "2004-06-01")]
    user_days = may.assign(day=day).groupby("day")["source"].nunique().sum()
    users = may["source"].nunique()
    assert cs.mau(users) == 1_038
    assert round(cs.dau(user_days, 31), 4) == 227.7419
    assert round(100 * cs.dau_mau_ratio(user_days, 31, users), 4) == 21.9405


def test_adoption_of_the_product_and_of_the_average_feature():
    """Four users; feature A adopted by four of them, B by one, C by none."""
    assert cs.product_adoption_rate(adopting_users=4, known_users=4) == 1
    average = cs.product_adoption_rate(5, 3, 4, variant="per_feature")
    assert average == pytest.approx((4 / 4 + 1 / 4 + 0 / 4) / 3)


def test_usage_per_user_and_per_account():
    assert cs.product_usage_rate(150, 200) == 0.75
    assert cs.product_usage_rate(150, licensed_seats=100, variant="licensed_seats") == 1.5
    assert cs.product_usage_rate(900, 150, variant="frequency") == 6
    assert cs.product_usage_rate(900, 50, variant="frequency_per_account") == 18
    assert cs.product_usage_rate(session_seconds=900, active_users=3, variant="duration") == 300


def test_sessions_and_the_products_performance():
    assert cs.average_session_duration(54_000, 90) == 600
    assert cs.availability(downtime_seconds=8_640, scheduled_seconds=864_000) == 0.99
    with pytest.raises(InputError, match="availability would be -1"):
        cs.availability(downtime_seconds=2, scheduled_seconds=1)
    assert cs.service_response_time(300, 1_000) == 0.3
    assert cs.defects(7) == 7
