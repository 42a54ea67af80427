"""Checks what a model is given: numbers that are there, flags that are flags, columns of one length.

Nothing is dropped or filled in: a bad value is an ``InputError`` that names the column, how many
rows, the first of them, and the way out.
"""

import math
from collections.abc import Iterable, Sequence, Sized
from datetime import date
from typing import TypeAlias

import numpy as np
import pandas as pd

from ..errors import InputError, did_you_mean

SHOWN_ROWS = 3

Values: TypeAlias = Sequence[object] | np.ndarray | pd.Series
"""One value per row, as a model is given them; they are checked here."""

Moment: TypeAlias = str | date | pd.Timestamp
"""A moment that pandas reads."""


def numbers(values: Values, name: str, *, at_least: float | None = None) -> np.ndarray:
    """The values as an array of floats; raises where one is missing, infinite or too small.

    >>> numbers([1, 2.5], "months")
    array([1. , 2.5])
    >>> numbers([1, None, 3], "months")
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: months: 1 of 3 rows holds no finite number (row 1: nan); fill \
these in or leave the rows out
    """
    series = pd.Series(values).reset_index(drop=True)
    found = pd.to_numeric(series, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    _reject(series, ~np.isfinite(found), name, "holds no finite number")
    if at_least is not None:
        _reject(series, found < at_least, name, f"is below {at_least:g}")
    return found


def flags(values: Values, name: str) -> np.ndarray:
    """The values as an array of booleans; only true, false, 1 and 0 are flags.

    >>> flags([1, 0, True], "left")
    array([ True, False,  True])
    >>> flags(["yes", "no"], "left")
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: left: 2 of 2 rows are neither true nor false \
(row 0: yes, row 1: no); fill these in or leave the rows out
    """
    series = pd.Series(values).reset_index(drop=True)
    if series.dtype == bool:
        return series.to_numpy()
    series = series.astype(object)
    _reject(series, ~series.isin([0, 1]).to_numpy(dtype=bool), name, "is neither true nor false")
    return series.to_numpy().astype(bool)


def labels(values: Values, name: str) -> np.ndarray:
    """The values as an array of text; raises where one is missing."""
    series = pd.Series(values).reset_index(drop=True)
    _reject(series, series.isna().to_numpy(), name, "is empty")
    return series.astype(str).to_numpy(dtype=object)


def numbered(values: Values, name: str) -> np.ndarray:
    """Whole numbers from 0, the same for the same label, in the order of the labels.

    >>> numbered(["b", "a", "b"], "customers")
    array([1, 0, 1])
    """
    series = pd.Series(values).reset_index(drop=True)
    _reject(series, series.isna().to_numpy(), name, "is empty")
    first, names = pd.factorize(series)
    place = np.argsort(np.argsort(pd.Index(names).astype(str), kind="stable"))
    return place[first]


def days(values: Values, name: str) -> pd.Series:
    """The values as days (wall clock, midnight); raises where one is missing or no ISO date.

    >>> days(["2026-10-31 18:30", "2026-11-01"], "ordered_on").tolist()
    [Timestamp('2026-10-31 00:00:00'), Timestamp('2026-11-01 00:00:00')]
    """
    series = pd.Series(values).reset_index(drop=True)
    found = pd.to_datetime(series, errors="coerce", format="ISO8601")
    _reject(series, found.isna().to_numpy(), name, "holds no date")
    return found.dt.normalize()


def same_length(**columns: Sized) -> None:
    """Raises unless all columns have the same number of rows, and at least one."""
    lengths = {name: len(values) for name, values in columns.items()}
    if len(set(lengths.values())) > 1:
        lines = ", ".join(f"{name} has {length}" for name, length in lengths.items())
        raise InputError(f"the columns differ in length ({lines} rows): give one value per row")
    if not next(iter(lengths.values())):
        raise InputError(f"{', '.join(lengths)}: there are no rows")


def need_columns(table: pd.DataFrame, name: str, columns: Iterable[str]) -> None:
    """Raises where the table lacks one of the columns."""
    for column in columns:
        if column not in table.columns:
            known = did_you_mean(column, map(str, table.columns))
            raise InputError(f'{name} has no column "{column}": {known}')


def ordered_sum(values: Iterable[float]) -> float:
    """The sum without rounding on the way, so the order of the rows cannot change its last digit."""
    return math.fsum(values)


def between(value: float, name: str, low: float, high: float) -> float:
    """The value; raises unless it lies strictly between the two borders.

    >>> between(0.95, "confidence", 0, 1)
    0.95
    """
    if not low < value < high:
        raise InputError(f"{name} = {value} must lie between {low:g} and {high:g}")
    return value


def _reject(series: pd.Series, bad: np.ndarray, name: str, what: str) -> None:
    count = int(bad.sum())
    if not count:
        return
    shown = ", ".join(f"row {row}: {series[row]}" for row in np.flatnonzero(bad)[:SHOWN_ROWS])
    if count > 1:
        what = what.replace("holds", "hold").replace("is ", "are ", 1)
    rows = "row" if len(series) == 1 else "rows"
    raise InputError(
        f"{name}: {count} of {len(series)} {rows} {what} ({shown}); "
        "fill these in or leave the rows out"
    )
