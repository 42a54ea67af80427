"""One form for what engines give: whole numbers, numbers, times and text, from every engine."""

from datetime import date
from numbers import Number

import pandas as pd
from pandas.api.types import (
    is_bool_dtype,
    is_datetime64_any_dtype,
    is_integer_dtype,
    is_numeric_dtype,
)


def settled(frame: pd.DataFrame) -> pd.DataFrame:
    """The same frame with columns of int64, float64, datetime64 and text.

    Where something is missing a whole number becomes a float. One engine gives a sum as a decimal,
    a day as a Python date, a missing number as None; another does not.

    >>> from decimal import Decimal
    >>> given = pd.DataFrame({"n": [Decimal("1.5"), None], "day": [date(2026, 3, 1), None]})
    >>> settled(given).dtypes.astype(str).tolist()
    ['float64', 'datetime64[us]']
    """
    return frame.assign(**{name: _settled(frame[name]) for name in frame.columns})


def _settled(column: pd.Series) -> pd.Series:
    if is_bool_dtype(column):
        return column
    if is_numeric_dtype(column):
        whole = is_integer_dtype(column) and column.notna().all()
        return column.astype("int64") if whole else column.astype("float64")
    if column.dtype == object:
        known = column.dropna()
        if all(isinstance(value, date) for value in known) and len(known):
            return pd.to_datetime(column).astype("datetime64[us]")
        if all(isinstance(value, Number) for value in known):
            return column.astype("float64")
    return column


def in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows ordered by their columns from the left: an engine gives them in any order.

    What is no number and no time is ordered as text, and what is missing comes last.

    >>> in_order(pd.DataFrame({"name": ["b", None, "a"], "n": [10, 9, 2]}))["n"].tolist()
    [2, 10, 9]
    """
    if rows.empty or not len(rows.columns):
        return rows.reset_index(drop=True)
    keys = [_sortable(rows.iloc[:, place]) for place in range(len(rows.columns))]
    table = pd.concat(keys, axis=1, keys=range(len(keys)))
    order = table.reset_index(drop=True).sort_values(list(range(len(keys))), kind="stable").index
    return rows.iloc[order].reset_index(drop=True)


def _sortable(column: pd.Series) -> pd.Series:
    if is_numeric_dtype(column) or is_datetime64_any_dtype(column):
        return column
    return column.astype(str).where(column.notna())
