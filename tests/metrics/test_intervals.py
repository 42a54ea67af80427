"""Intervals: against another implementation, published figures, and what they must hold."""

from inspect import signature

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.weightstats import DescrStatsW

import cs_toolkit as cs
from cs_toolkit.metrics.clustered import mean_by_customer
from cs_toolkit.metrics.intervals import net_share_interval, nps_interval, wilson_interval
from cs_toolkit.metrics.mean_intervals import (
    mean_interval,
    mean_interval_from,
    skewed_mean_interval,
)
from cs_toolkit.metrics.ratio_intervals import ratio_of_sums_interval, skewed_ratio_interval
from cs_toolkit.metrics.revenue.uncertainty import revenue_per_account
from tests.metrics.worked_examples import worked_example

samples = st.lists(st.floats(0, 1_000), min_size=2, max_size=50)


@pytest.mark.parametrize(("successes", "n"), [(0, 10), (1, 10), (10, 10), (90, 100), (1, 7)])
def test_wilson_is_that_of_statsmodels_and_scipy(successes, n):
    interval = wilson_interval(successes / n, n)
    assert interval == pytest.approx(proportion_confint(successes, n, method="wilson"))
    scipys = stats.binomtest(successes, n).proportion_ci(method="wilson")
    assert interval == pytest.approx((scipys.low, scipys.high))


def test_wilson_by_hand():
    # 1 of 2: centre (½ + z²÷4) ÷ (1 + z²÷2) is ½, half width z·√(⅛ + z²÷16) ÷ (1 + z²÷2)
    z = stats.norm.ppf(0.975)
    half = z * np.sqrt(1 / 8 + z**2 / 16) / (1 + z**2 / 2)
    assert wilson_interval(0.5, 2) == pytest.approx((0.5 - half, 0.5 + half))


def test_wilson_has_no_basis_without_cases():
    low, high = wilson_interval(pd.Series([np.nan, 0.5], ["a", "b"]), pd.Series([0, 8], ["a", "b"]))
    assert list(low.index) == ["a", "b"]
    assert np.isnan(low["a"]) and np.isnan(high["a"])
    assert 0 < low["b"] < 0.5 < high["b"] < 1
    assert np.isnan(wilson_interval(float("nan"), 0)).all()


@given(n=st.integers(1, 10_000), data=st.data())
def test_wilson_holds_the_share_and_never_leaves_0_to_1(n, data):
    successes = data.draw(st.integers(0, n))
    low, high = wilson_interval(successes / n, n)
    assert -1e-12 <= low <= successes / n + 1e-12
    assert successes / n - 1e-12 <= high <= 1 + 1e-12


def test_nps_variance_as_published():
    """stats.stackexchange, "margin of error in a NPS": half promoters, a sixth detractors."""
    example = worked_example("nps_var_whuber")
    p, d = example["given"]["p"], example["given"]["d"]
    n = 1_000_000
    low, high = nps_interval(100 * (p - d), n, n * p, n * d)
    standard_error = (high - low) / 2 / stats.norm.ppf(0.975) / 100
    expected = example["expected"]
    assert standard_error**2 * n == pytest.approx(expected["variance_per_response"], abs=1e-5)
    assert (low + high) / 200 == pytest.approx(expected["nps"], abs=1e-5)


def test_nps_half_width_as_published():
    """cybaea.net: with a third each, the interval is about ±160 ÷ √n points (320 ÷ √n wide)."""
    shares = worked_example("nps_cybaea")["given"]
    n = 400
    low, high = nps_interval(0, n, n * shares["p"], n * shares["d"])
    assert high == pytest.approx(160 / np.sqrt(n), rel=0.01)
    assert low == pytest.approx(-high)


def test_nps_variance_is_that_of_scores_100_0_and_minus_100():
    answers = np.repeat([100, 0, -100], [50, 30, 20])
    low, high = nps_interval(answers.mean(), 100, promoters=50, detractors=20)
    half = stats.norm.ppf(0.975) * answers.std() / np.sqrt(100)
    assert (low, high) == pytest.approx((30 - half, 30 + half))


def test_nps_stays_within_its_scale():
    low, high = nps_interval(80.0, 5, promoters=4, detractors=0)
    assert low < 80 < high <= 100
    assert nps_interval(-80.0, 5, 0, 4)[0] >= -100


def test_a_net_share_is_the_score_in_fractions():
    low, high = net_share_interval(0.3, 100, 50, 20)
    assert (100 * low, 100 * high) == pytest.approx(nps_interval(30.0, 100, 50, 20))


@given(sample=samples)
def test_the_mean_is_that_of_statsmodels(sample):
    x = np.array(sample)
    assume(x.std() > 1e-3)  # all alike they have no interval
    ours = mean_interval(x.mean(), len(x), (x**2).sum())
    theirs = DescrStatsW(x).zconfint_mean()
    assert ours == pytest.approx(theirs, rel=1e-6, abs=1e-3)


def test_one_case_says_nothing_of_its_spread():
    assert np.isnan(mean_interval(5.0, 1, 25.0)).all()
    assert np.isnan(mean_interval(float("nan"), 0, 0.0)).all()


@given(sample=samples)
def test_a_ratio_over_units_of_one_is_the_mean(sample):
    x = np.array(sample)
    assume(x.std() > 1e-3)
    n = len(x)
    ours = ratio_of_sums_interval(x.sum(), n, (x**2).sum(), n, x.sum(), n)
    assert ours == pytest.approx(mean_interval(x.mean(), n, (x**2).sum()), rel=1e-6, abs=1e-3)


def test_revenue_an_account_holds_where_a_few_pay_most():
    """The normal interval of such fees held 82 times in 100."""
    fees = np.random.default_rng(3).lognormal(4, 1.5, (4_000, 50))
    n = np.full(len(fees), 50.0)
    low, high = revenue_per_account(
        fees.mean(axis=1), fees.sum(axis=1), n, n, (fees**2).sum(axis=1), 4 * n,
        2 * fees.sum(axis=1), n,
    )  # fmt: skip
    true = np.exp(4 + 1.5**2 / 2)
    assert 0.93 < np.mean((low <= true) & (true <= high)) < 0.98
    assert (low > 0).all()


@given(sample=samples)
def test_a_skewed_ratio_over_units_of_one_is_the_skewed_mean(sample):
    x = np.array(sample) + 1
    assume(x.std() > 1e-3)
    n = len(x)
    ours = skewed_ratio_interval(x.sum(), n, (x**2).sum(), n, x.sum(), n)
    low, high = skewed_mean_interval(x.mean(), n, (x**2).sum())
    assert max(ours[0], 0) == pytest.approx(low, rel=1e-6, abs=1e-3)
    assert ours[1] == pytest.approx(high, rel=1e-6, abs=1e-3)


def test_the_delta_method_agrees_with_resampling():
    rng = np.random.default_rng(7)
    orders = rng.poisson(3, 2_000) + 1
    revenue = orders * rng.gamma(4, 10, 2_000)
    low, high = ratio_of_sums_interval(
        revenue.sum(), orders.sum(), (revenue**2).sum(), (orders**2).sum(),
        (revenue * orders).sum(), len(orders),
    )  # fmt: skip
    drawn = rng.integers(0, 2_000, (2_000, 2_000))
    resampled = revenue[drawn].sum(axis=1) / orders[drawn].sum(axis=1)
    assert (low, high) == pytest.approx(np.quantile(resampled, [0.025, 0.975]), rel=0.01)


def test_the_interval_holds_the_truth_about_95_times_in_100():
    rng = np.random.default_rng(11)
    n = 200
    promoters, passives, detractors = rng.multinomial(n, [0.5, 0.3, 0.2], 4_000).T
    low, high = nps_interval(100 * (promoters - detractors) / n, n, promoters, detractors)
    assert ((low <= 30) & (high >= 30)).mean() == pytest.approx(0.95, abs=0.01)
    assert (promoters + passives + detractors == n).all()


def test_an_interval_is_bound_to_its_measures_by_name():
    interval = mean_interval_from("score_squares")
    assert list(signature(interval).parameters) == ["value", "n", "score_squares"]
    assert interval(3.0, 4, 40.0) == mean_interval(3.0, 4, 40.0)


def test_a_variant_gives_its_bounds_from_the_columns():
    variant = cs.customer_effort_score.variants["mean"]
    columns = pd.DataFrame(
        {"effort_score_sum": [20.0], "effort_responses": [5.0], "effort_score_square_sum": [90.0]}
    )
    low, high = variant.bounds(variant.over(columns), columns)
    assert (low[0], high[0]) == pytest.approx(mean_interval(4.0, 5, 90.0))
    assert variant.bounds(4.0, columns.drop(columns="effort_score_square_sum")) is None
    assert cs.mrr.default.bounds(5.0, {"ending_mrr": 5.0}) is None


@pytest.mark.parametrize(
    ("promoters", "detractors", "expected"),
    [(1, 0, (20.65, 100)), (0, 1, (-100, -20.65)), (0, 0, (-79.35, 79.35))],
)
def test_one_answer_is_not_certain(promoters, detractors, expected):
    low, high = nps_interval(100.0 * (promoters - detractors), 1, promoters, detractors)
    assert (low, high) == pytest.approx(expected, abs=0.01)


def test_many_answers_alike_narrow_the_interval_beside_others_in_a_series():
    table = pd.DataFrame(
        {"n": [0, 5, 50, 4], "promoters": [0, 5, 50, 2], "detractors": [0, 0, 0, 1]}
    )
    value = 100 * (table["promoters"] - table["detractors"]) / table["n"]
    low, high = nps_interval(value, table["n"], table["promoters"], table["detractors"])
    assert np.isnan(low[0]) and np.isnan(high[0])
    assert low[1] < low[2] < 100 == high[1] == high[2]
    assert low[3] < value[3] < high[3]


@pytest.mark.parametrize("sigma", [1.0, 1.5])
@pytest.mark.parametrize("n", [10, 20, 50, 200])
def test_the_mean_of_skewed_times_is_in_its_interval_95_times_in_100(sigma, n):
    rng = np.random.default_rng(7)
    times = np.exp(sigma * rng.standard_normal((4_000, n)) - sigma**2 / 2)
    low, high = skewed_mean_interval(times.mean(axis=1), n, (times**2).sum(axis=1))
    assert np.mean((low <= 1) & (high >= 1)) == pytest.approx(0.95, abs=0.02)


@pytest.mark.parametrize("name", ["exponential", "gamma", "weibull", "uniform", "some are 0"])
def test_times_of_another_shape_are_in_it_as_often(name):
    rng = np.random.default_rng(8)
    shape = (4_000, 60)
    times, mean = {
        "exponential": (rng.exponential(1, shape), 1),
        "gamma": (rng.gamma(0.5, 2, shape), 1),
        "weibull": (rng.weibull(0.7, shape), 1.26582),
        "uniform": (rng.uniform(0, 2, shape), 1),
        "some are 0": (np.exp(rng.normal(-0.5, 1, shape)) * (rng.random(shape) > 0.3), 0.7),
    }[name]
    low, high = skewed_mean_interval(times.mean(axis=1), 60, (times**2).sum(axis=1))
    assert 0.92 <= np.mean((low <= mean) & (high >= mean)) <= 0.98


@given(samples)
def test_the_interval_of_a_skewed_mean_holds_it_and_is_never_below_0(times):
    value, squares = np.mean(times), np.square(times).sum()
    assume(np.std(times) > 1e-3)
    low, high = skewed_mean_interval(value, len(times), squares)
    assert 0 <= low <= value * (1 + 1e-9) + 1e-9
    assert high >= value * (1 - 1e-9) - 1e-9


def test_with_very_many_times_it_is_the_normal_interval():
    n = 50_000_000
    normal = mean_interval(3.0, n, n * (9 + 16.0))
    assert skewed_mean_interval(3.0, n, n * (9 + 16.0)) == pytest.approx(normal, rel=1e-5)


def test_times_and_money_have_the_skewed_interval_and_scores_the_normal_one():
    skewed = skewed_mean_interval(2.0, 40, 400.0)
    for name in ("wait_seconds_square_sum", "purchase_revenue_square_sum"):
        assert mean_interval_from(name)(2.0, 40, 400.0) == skewed
    assert mean_interval_from("health_score_square_sum")(2.0, 40, 400.0) != skewed


@given(st.integers(0, 40), st.integers(1, 40))
def test_the_interval_of_a_share_ends_exactly_at_0_and_1(part, more):
    whole = part + more
    low, high = wilson_interval(part / whole, whole)
    assert 0 <= low <= part / whole <= high <= 1
    assert (low == 0) if part == 0 else (low > 0)
    assert wilson_interval(1.0, whole)[1] == 1


def test_bounds_stay_in_the_range_of_their_metric():
    nps = cs.net_promoter_score.default
    told = pd.DataFrame({"promoters": [19.0, 1], "detractors": [0.0, 19], "responses": [20.0, 20]})
    low, high = nps.bounds(nps.over(told), told)
    assert 99 < high[0] <= 100
    assert -100 <= low[1] < -98
    health = cs.METRICS["customer_health_score"].default
    told = pd.DataFrame(
        {
            "health_score_sum": [297.0],
            "scored_customers": [3.0],
            "health_score_square_sum": [29_450.0],
        }
    )
    assert health.bounds(health.over(told), told)[1][0] == 100


def test_nearly_all_alike_is_not_certain():
    """29 of 30 promote: the variance alone would say 96.7 ± 6.4."""
    rng = np.random.default_rng(9)
    rows = rng.multinomial(50, [0.9, 0.07, 0.03], 4_000).astype(float)
    low, high = net_share_interval((rows[:, 0] - rows[:, 2]) / 50, np.full(4_000, 50.0), rows[:, 0], rows[:, 2])  # fmt: skip
    assert 0.92 <= np.mean((low <= 0.87) & (high >= 0.87)) <= 0.98


def test_cases_that_are_all_alike_do_not_make_a_mean_certain():
    """Three answers of 9 each gave 9 to 9, so that the next answer was a change beyond noise."""
    nan = pytest.approx((np.nan, np.nan), nan_ok=True)
    assert mean_interval(9.0, 3, 3 * 81.0) == nan
    assert mean_interval(0.1, 3, 3 * 0.1**2) == nan  # rounding leaves a little more than 0
    assert skewed_mean_interval(60.0, 5, 5 * 3_600.0) == nan
    assert skewed_mean_interval(0.0, 5, 0.0) == nan
    assert ratio_of_sums_interval(30, 3, 300, 3, 30, 3) == nan
    low, high = mean_interval(np.array([9.0, 8.5]), np.array([3, 2]), np.array([243.0, 145.0]))
    assert np.isnan(low[0]) and low[1] < 8.5 < high[1]


NOBODY = (None,) * 4  # nothing is known of the customers


def test_scores_that_are_all_alike_may_be_of_another_mind_within_the_scale():
    bound = mean_by_customer("score", "answers", "score_square_sum", ("lowest", "highest"))
    few, more, at_the_end = (
        bound(9.0, 3, 3 * 81.0, 0, 10, *NOBODY), bound(9.0, 300, 300 * 81.0, 0, 10, *NOBODY),
        bound(10.0, 3, 300.0, 0, 10, *NOBODY),
    )  # fmt: skip
    assert few == pytest.approx((3.95, 9.56), abs=0.01)
    assert more == pytest.approx((8.886, 9.013), abs=0.001)
    assert at_the_end[0] < 10 and at_the_end[1] == 10
    # ten alike of one customer are hardly worth more than one
    one = bound(9.0, 10, 810.0, 0, 10, 1, 100, 8_100.0, 900.0)
    assert one[0] < few[0]
