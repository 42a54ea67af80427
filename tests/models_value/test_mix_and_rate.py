"""A change of a ratio split into mix and rate: by hand, as an identity, at the edges."""

from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_toolkit.errors import InputError
from cs_toolkit.models.mix_and_rate import mix_and_rate
from tests.real_data import real_data


@st.composite
def two_periods(draw):
    """Segments with a count and a part of it in two periods; some absent in one of them."""
    sizes = st.integers(0, 500)
    rows = draw(
        st.lists(st.tuples(sizes, sizes, st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=8)
    )
    columns = [
        [int(before * share) for before, _, share, _ in rows],
        [before for before, *_ in rows],
        [int(after * share) for _, after, _, share in rows],
        [after for _, after, *_ in rows],
    ]
    return [f"s{number}" for number in range(len(rows))], *columns


def test_by_hand():
    """Shares .5/.5 → .25/.75; rates .2/.1 → .3/.1; the whole .15 → .15: mix and rate cancel out."""
    split = mix_and_rate(["a", "b"], [20, 10], [100, 100], [15, 15], [50, 150])
    assert (split.before, split.after, split.change) == (0.15, 0.15, 0)
    rows = split.segments.set_index("segment")
    assert rows.loc["a", "rate"] == pytest.approx(0.375 * 0.1)
    assert rows.loc["b", "rate"] == 0
    assert rows.loc["a", "mix"] == pytest.approx(-0.25 * (0.25 - 0.15))
    assert rows.loc["b", "mix"] == pytest.approx(0.25 * (0.10 - 0.15))
    assert split.mix == pytest.approx(-0.0375)
    assert split.rate == pytest.approx(0.0375)


def test_only_rates_changed():
    split = mix_and_rate(["a", "b"], [1, 2], [10, 20], [2, 4], [10, 20])
    assert split.mix == 0
    assert split.rate == split.change


def test_segments_that_appear_and_disappear_are_mix():
    split = mix_and_rate(["old", "kept", "new"], [5, 1, 0], [10, 10, 0], [0, 1, 3], [0, 10, 10])
    rows = split.segments.set_index("segment")
    assert rows.loc[["old", "new"], "rate"].tolist() == [0, 0]
    assert np.isnan(rows.loc["new", "rate_before"])
    assert np.isnan(rows.loc["old", "rate_after"])
    assert split.mix == pytest.approx(split.change)


def test_money_without_rounding():
    """Decimals enter exactly: 0.1 three times is 0.3, not 0.30000000000000004."""
    tenth, one = Decimal("0.1"), Decimal(1)
    split = mix_and_rate(["a", "b", "c"], [tenth] * 3, [one] * 3, [tenth * 2] * 3, [one] * 3)
    assert split.before == 0.1
    assert split.rate == 0.1


def test_without_a_denominator_there_is_no_basis():
    split = mix_and_rate(["a"], [0], [0], [1], [4])
    assert split.note == "not available: no basis (the denominator is 0) before"
    assert np.isnan([split.before, split.mix, split.rate, split.change]).all()
    assert split.after == 0.25


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((["a", "a"], [1, 1], [2, 2], [1, 1], [2, 2]), "1 appear more than once"),
        ((["a"], [1], [0], [1], [2]), 'segment "a" has a numerator of 1 before'),
        ((["a"], [1], [-2], [1], [2]), "denominator_before: 1 of 1 row is below 0"),
        ((["a", None], [1, 1], [2, 2], [1, 1], [2, 2]), "segments: 1 of 2 rows is empty"),
        ((["a"], [1, 1], [2], [1], [2]), "differ in length"),
    ],
)
def test_bad_input_is_reported(rows, said):
    with pytest.raises(InputError, match=said):
        mix_and_rate(*rows)


@given(two_periods())
def test_mix_and_rate_add_up_to_the_change(periods):
    split = mix_and_rate(*periods)
    if split.note:
        assert sum(periods[2]) == 0 or sum(periods[4]) == 0
        return
    assert split.mix + split.rate == pytest.approx(split.change, abs=1e-15)
    assert split.segments["change"].sum() == pytest.approx(split.change, abs=1e-12)
    assert split.change == pytest.approx(
        sum(periods[3]) / sum(periods[4]) - sum(periods[1]) / sum(periods[2]), abs=1e-15
    )


@given(two_periods(), st.randoms(use_true_random=False))
def test_the_order_of_segments_changes_nothing(periods, random):
    rows = list(zip(*periods, strict=True))
    random.shuffle(rows)
    one, other = mix_and_rate(*periods), mix_and_rate(*zip(*rows, strict=True))
    assert (one.mix, one.rate) == (other.mix, other.rate) or one.note == other.note != ""
    pd.testing.assert_frame_equal(
        one.segments, other.segments.sort_values("segment", ignore_index=True)
    )


@given(two_periods())
def test_going_back_is_the_same_with_the_other_sign(periods):
    names, n0, d0, n1, d1 = periods
    there, back = mix_and_rate(*periods), mix_and_rate(names, n1, d1, n0, d0)
    if not there.note:
        assert (there.mix, there.rate) == (-back.mix, -back.rate)


@given(two_periods(), st.integers(2, 1000))
def test_scaling_money_changes_nothing(periods, factor):
    names, *columns = periods
    scaled = mix_and_rate(names, *[[value * factor for value in column] for column in columns])
    pd.testing.assert_frame_equal(scaled.segments, mix_and_rate(*periods).segments)


def test_telco_churn_of_electronic_check_against_the_others():
    """Payers by electronic check churn more (45.3% against 17.1%), at equal contracts too, though less."""
    table = pd.read_csv(real_data("telco/Telco-Customer-Churn.csv"))
    table["left"] = table["Churn"] == "Yes"
    table["check"] = table["PaymentMethod"] == "Electronic check"
    counts = table.groupby(["Contract", "check"])["left"].agg(["sum", "count"]).unstack("check")
    split = mix_and_rate(
        counts.index,
        counts["sum", False], counts["count", False], counts["sum", True], counts["count", True],
    )  # fmt: skip
    assert (round(split.before, 4), round(split.after, 4)) == (0.1706, 0.4529)
    assert split.mix + split.rate == pytest.approx(split.change, abs=1e-15)
    assert 0 < split.mix < split.change
    assert split.segments.set_index("segment").loc["Month-to-month", "mix"] > 0
