"""One number as text: in the unit that reads best, and never an empty space where there is none."""

from collections.abc import Mapping

import pandas as pd

from ..formatting.numbers import value_in_words
from ..language import gettext
from ..language.numbers import to

NOT_AVAILABLE = "n/a"


def format_value(value: float | None, unit: str, currency: str = "") -> str:
    """A value with its unit, rounded once; "n/a" where there is none.

    >>> format_value(0.82, "percent"), format_value(1_234_567, "money", "EUR")
    ('82.0%', '€1.23M')
    >>> format_value(float("nan"), "percent")
    'n/a'
    """
    return gettext(NOT_AVAILABLE) if missing(value) else value_in_words(value, unit, currency)


def format_interval(low: float | None, high: float | None, unit: str, currency: str = "") -> str:
    """A 95% interval, or nothing where a number has none; a unit that both ends share is said once.

    >>> format_interval(0.801, 0.837, "percent"), format_interval(20.2, 23.5, "months")
    ('80.1% to 83.7%', '20.2 to 23.5 months')
    """
    if missing(low) or missing(high):
        return ""
    least, most = format_value(low, unit, currency), format_value(high, unit, currency)
    number, _, name = least.rpartition(" ")
    if number and unit != "money" and most.endswith(f" {name}"):
        least = number
    return to(least, most)


def missing(value: object) -> bool:
    """Whether a cell of a frame holds no value."""
    return value is None or bool(pd.isna(value))


def text_of(row: Mapping, column: str) -> str:
    """The text in a column that a row may lack."""
    value = row.get(column)
    return "" if missing(value) else str(value)
