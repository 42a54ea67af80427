"""Change between two periods: against other tests, and how often it cries wolf."""

import numpy as np
import pytest
from scipy import stats
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

from cs_toolkit.metrics.change import corrected_for_many, nps_change, share_change
from cs_toolkit.metrics.intervals import wilson_interval


def test_the_score_s_change_is_that_of_the_means_of_100_0_and_minus_100():
    now = np.repeat([100, 0, -100], [500, 300, 200])
    before = np.repeat([100, 0, -100], [400, 350, 250])
    change = nps_change(500, 200, 1_000, 400, 250, 1_000)
    means = CompareMeans(DescrStatsW(now), DescrStatsW(before))
    assert change.difference == pytest.approx(15)
    assert (change.low, change.high) == pytest.approx(
        means.zconfint_diff(usevar="unequal"), rel=1e-2
    )
    assert change.p_value == pytest.approx(means.ztest_ind(usevar="unequal")[1], rel=1e-2)


def test_a_share_s_change_is_that_of_the_chi_square_test():
    change = share_change(820, 1_000, 770, 1_000)
    table = [[820, 180], [770, 230]]
    assert change.p_value == pytest.approx(
        stats.chi2_contingency(table, correction=False).pvalue, rel=1e-2
    )
    assert change.difference == pytest.approx(0.05)
    assert change.low < 0.05 < change.high


def test_no_change_is_no_change():
    change = nps_change(50, 20, 100, 50, 20, 100)
    assert (change.difference, change.p_value) == (0, 1)
    assert change.low == -change.high < 0
    assert share_change(50, 100, 50, 100).p_value == 1


def test_no_answers_are_no_basis():
    for change in (nps_change(0, 0, 0, 5, 1, 10), share_change(5, 10, 0, 0)):
        assert np.isnan([change.difference, change.low, change.high, change.p_value]).all()


def test_everybody_alike_cannot_be_tested():
    assert np.isnan(nps_change(5, 0, 5, 0, 5, 5).p_value)
    assert nps_change(5, 0, 5, 5, 0, 5).p_value == 1


def test_answers_all_alike_are_not_certain():
    """One answer against one: a Wilson interval of a share of 1 of 1 goes down to 0.2065."""
    change = nps_change(1, 0, 1, 0, 0, 1)
    away = 100 * (1 - wilson_interval(1.0, 1)[0])
    assert change.low == pytest.approx(100 - np.hypot(away, away))
    assert change.low < 0 < change.difference < change.high
    few, many = nps_change(1, 0, 1, 60, 20, 100), nps_change(500, 0, 500, 60, 20, 100)
    assert few.low < 0 < many.low


def test_one_side_all_alike_is_tested_by_the_spread_of_all():
    """By hand, 5 promoters against 5 of 10: p = 10/15, so the variance is 2/9 · (1/5 + 1/10)."""
    change = nps_change(5, 0, 5, 5, 0, 10)
    assert change.p_value == pytest.approx(2 * stats.norm.sf(0.5 / np.sqrt(2 / 9 * 0.3)))
    assert change.p_value == pytest.approx(share_change(5, 5, 5, 10).p_value)
    assert nps_change(1, 0, 1, 60, 20, 100).p_value > 0.3
    assert nps_change(100, 0, 100, 50, 0, 100).p_value < 1e-9


def test_it_cries_wolf_five_times_in_a_hundred():
    rng = np.random.default_rng(3)
    draws = rng.multinomial(150, [0.45, 0.35, 0.2], (2_000, 2))
    changes = [nps_change(now[0], now[2], 150, before[0], before[2], 150) for now, before in draws]
    assert np.mean([one.p_value < 0.05 for one in changes]) == pytest.approx(0.05, abs=0.015)
    assert np.mean([one.low <= 0 <= one.high for one in changes]) == pytest.approx(0.95, abs=0.015)


def test_among_several_segments_chance_is_allowed_for():
    """By hand: the smallest of four is multiplied by 4, the next by 3 …, and none falls below it."""
    assert corrected_for_many([0.01, 0.02, 0.04, 0.3]) == pytest.approx([0.04, 0.06, 0.08, 0.3])
    assert corrected_for_many([0.3, 0.01]) == pytest.approx([0.3, 0.02])  # in the order given
    assert np.isnan(corrected_for_many([0.01, np.nan])).tolist() == [False, True]
    assert len(corrected_for_many([])) == 0


def test_a_share_s_interval_is_made_of_the_two_wilson_intervals():
    low, high = wilson_interval(0.82, 100)
    earlier_low, earlier_high = wilson_interval(0.7, 100)
    change = share_change(82, 100, 70, 100)
    assert change.low == pytest.approx(0.12 - np.hypot(0.82 - low, earlier_high - 0.7))
    assert change.high == pytest.approx(0.12 + np.hypot(high - 0.82, 0.7 - earlier_low))
