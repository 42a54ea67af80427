"""A formula over Series gives what it gives row by row, with the rows' names."""

import numpy as np
import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError

PERIODS = pd.Index(["2026-08", "2026-09", "2026-10"], name="period")


def column(*values, name=None, index=PERIODS):
    return pd.Series(values, index=index, name=name)


def test_series_of_the_same_rows_keep_their_names():
    found = cs.net_revenue_retention(
        column(100, 0, 50), column(10.0, 0, 5), column(5.0, 0, 0), column(5, 0, 55)
    )
    pd.testing.assert_series_equal(found, column(1.0, np.nan, 0.0))
    one = cs.nps(column(3, 4, 5, name="n"), 1, column(4, 10, 8, name="n"))
    pd.testing.assert_series_equal(one, column(50.0, 30, 50, name="n"))


def test_series_of_other_rows_still_meet_by_their_index():
    found = cs.nps(column(3, 4, 5), 1, column(8, 10, 4, index=PERIODS[::-1]))
    assert found.sort_index().tolist() == [50, 30, 50]


def test_a_number_beside_a_series_is_of_every_row():
    assert cs.nps(column(9, 6, 3), 1, 10).tolist() == [80, 50, 20]


def test_what_is_wrong_is_said_with_the_name_of_the_row():
    with pytest.raises(InputError, match="2026-09"):
        cs.nps(column(9, -1, 3), 1, 10)
