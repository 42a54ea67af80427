"""Division: by hand, on every shape, and over nothing."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_toolkit.metrics import ratio

counts = st.integers(0, 10**9)


def test_by_hand():
    assert ratio(3, 4) == 0.75
    assert type(ratio(3, 4)) is float


@pytest.mark.parametrize("part", [0, 5, -5, 0.0, float("nan")])
def test_nothing_in_the_denominator_is_no_basis(part):
    assert np.isnan(ratio(part, 0))


def test_an_array_stays_an_array():
    result = ratio(np.array([1, 2, 0]), np.array([2, 0, 0]))
    assert isinstance(result, np.ndarray)
    np.testing.assert_array_equal(result, [0.5, np.nan, np.nan])


def test_a_series_keeps_its_index_and_name():
    months = pd.Index(["2026-01", "2026-02"], name="period")
    result = ratio(pd.Series([1, 3], months), pd.Series([0, 4], months))
    pd.testing.assert_series_equal(result, pd.Series([np.nan, 0.75], months))


def test_a_number_is_spread_over_an_array_and_a_series():
    np.testing.assert_array_equal(ratio(6, np.array([2, 3])), [3, 2])
    pd.testing.assert_series_equal(ratio(pd.Series([2, 4]), 4), pd.Series([0.5, 1.0]))


@given(part=counts, whole=counts)
def test_one_number_or_many_are_divided_alike(part, whole):
    one = ratio(part, whole)
    np.testing.assert_equal(ratio(np.array([part]), np.array([whole]))[0], one)
    np.testing.assert_equal(ratio(pd.Series([part]), pd.Series([whole])).iloc[0], one)


@given(part=counts, whole=st.integers(1, 10**9))
def test_the_part_is_got_back(part, whole):
    assert ratio(part, whole) * whole == pytest.approx(part)
