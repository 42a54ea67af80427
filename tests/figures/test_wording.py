"""Numbers in words: rounded once, signed, with their unit, and never a minus zero."""

import math
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cs_toolkit.errors import InputError
from cs_toolkit.formatting.numbers import (  # fmt: skip
    MISSING,
    UNITS,
    change_in_words,
    duration_scale,
    unit_formatter,
    value_in_words,
)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (0.82, "percent", "82.0%"), (1.0, "percent", "100.0%"), (-0.031, "percent", "−3.1%"),
        (0.0004, "percent", "0.04%"), (-1e-9, "percent", "0.0%"), (0.9999, "percent", "99.99%"), (0.99999, "percent", "100.0%"),
        (32.44, "points", "32.4"), (-100, "points", "−100.0"),
        (0, "money", "€0"), (4.5, "money", "€4.50"), (99.999, "money", "€100.00"),
        (12_345, "money", "€12,345"), (999_999.4, "money", "€999,999"),
        (999_999.6, "money", "€1M"), (-2.5e9, "money", "−€2.5bn"),
        (0.25, "seconds", "250 ms"), (89, "seconds", "89.0 s"), (90, "seconds", "1.5 min"),
        (11_520, "seconds", "3.2 h"), (172_800, "seconds", "2.0 days"),
        (1234, "count", "1,234"), (2.5, "count", "2.5"), (4.205, "score", "4.21"),
        (3, "ratio", "3.00"), (14.25, "months", "14.2 months"), (math.inf, "ratio", "∞"),
    ],
)  # fmt: skip
def test_a_value_is_reported_in_its_unit(value, unit, words):
    assert value_in_words(value, unit, "EUR") == words


@pytest.mark.parametrize("missing", [None, math.nan, np.float64("nan"), pd.NA, pd.NaT])
@pytest.mark.parametrize("unit", UNITS)
def test_a_missing_value_is_a_dash(missing, unit):
    assert value_in_words(missing, unit) == MISSING
    assert change_in_words(missing, unit) == MISSING
    assert unit_formatter(unit)(missing) == MISSING


def test_decimals_and_numpy_numbers_are_numbers():
    assert value_in_words(Decimal("12.50"), "money", "EUR") == "€12.50"
    assert value_in_words(np.int64(7), "count") == value_in_words(np.float32(7), "count") == "7"


@pytest.mark.parametrize(
    ("change", "unit", "words"),
    [
        (0.012, "percent", "+1.2 pp"), (-0.012, "percent", "−1.2 pp"), (0.0, "percent", "0.0 pp"),
        (1500, "money", "+€1,500"), (-0.001, "money", "€0.00"), (1e-9, "points", "0.0"),
    ],
)  # fmt: skip
def test_a_change_has_a_sign_unless_nothing_is_left_of_it(change, unit, words):
    assert change_in_words(change, unit, "EUR") == words


@given(st.sampled_from(UNITS), st.floats(allow_nan=False, allow_infinity=False))
def test_a_value_and_its_opposite_differ_by_the_minus_alone(unit, value):
    words, opposite = value_in_words(abs(value), unit), value_in_words(-abs(value), unit)
    assert opposite in (words, f"−{words}")
    assert "-" not in words + opposite and "e" not in words.replace("seconds", "").replace(
        "years", ""
    )


@given(st.floats(0, 1e9))
def test_a_duration_keeps_its_size_in_whatever_unit_it_is_reported(seconds):
    scale = duration_scale(seconds)
    number = float(value_in_words(seconds, "seconds").removesuffix(scale.name).replace(",", ""))
    assert number * scale.size == pytest.approx(seconds, abs=0.051 * scale.size, rel=0.006)


@given(st.floats(0, 1e12))
def test_the_short_form_keeps_three_digits(value):
    words = unit_formatter("money")(value)
    size = {"k": 1e3, "M": 1e6, "n": 1e9}.get(words[-1], 1.0)
    number = float(words.rstrip("kMbn").replace(",", "")) * size
    assert number == pytest.approx(value, rel=0.0051, abs=1e-6)


def test_currencies_without_a_sign_of_their_own_are_written_by_code():
    assert value_in_words(5, "money", "CHF") == "CHF 5"
    assert value_in_words(5, "money") == "5"


def test_an_unknown_unit_is_refused_with_the_known_ones():
    with pytest.raises(InputError, match='did you mean "percent"'):
        value_in_words(1, "percents")
