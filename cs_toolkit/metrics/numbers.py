"""What a formula is given: numbers, arrays or Series, checked before anything is divided."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, Union

import numpy as np

if TYPE_CHECKING:  # pandas loads slowly, and a formula of single numbers needs none
    import pandas as pd

from ..errors import InputError

Numbers: TypeAlias = Union[float, np.ndarray, "pd.Series"]
"""A measure or a metric: of one period, or of many at once."""

Bounds: TypeAlias = tuple[Numbers, Numbers]
"""The two ends of an interval."""


def as_floats(name: str, value: Numbers | Sequence[float] | str | None) -> Numbers:
    """The value with floats in it: a number as float, a list as array, a Series with its index.

    >>> as_floats("promoters", 50)
    50.0
    >>> as_floats("promoters", "fifty")
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: promoters = 'fifty' is not a number: give a number, ...
    """
    if value is None:
        return float("nan")
    try:
        if hasattr(value, "to_numpy") and hasattr(value, "astype"):
            return value.astype("float64")
        array = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        raise InputError(
            f"{name} = {value!r} is not a number: give a number, a list of numbers or a Series"
        ) from None
    return float(array) if array.ndim == 0 else array


def alike(given: Mapping[str, Any]) -> "list[pd.Series]":
    """The Series among what is given, where they are plain numbers of the same rows; else none.

    Their values can be reckoned with as arrays: pandas' own step from one to the next costs more
    than the numbers.
    """
    columns = [one for one in given.values() if hasattr(one, "index") and hasattr(one, "dtype")]
    if not columns or any(getattr(one.dtype, "kind", "") not in "iuf" for one in columns):
        return []
    if not all(isinstance(one.dtype, np.dtype) for one in columns):
        return []
    first = columns[0].index
    same = all(one.index is first or one.index.equals(first) for one in columns[1:])
    return columns if same and first.is_unique else []


def bare(value: Any) -> Any:
    """The values of a Series; anything else as it is."""
    return value.to_numpy() if hasattr(value, "index") and hasattr(value, "dtype") else value


def as_series(value: Any, columns: "list[pd.Series]") -> Numbers:
    """An array as a Series of the rows of some columns, with their name if they have one in common."""
    names = {one.name for one in columns}
    name = names.pop() if len(names) == 1 else None
    return type(columns[0])(value, index=columns[0].index, name=name)


def refuse_unequal(given: dict) -> None:
    """Raise where lists are of different lengths; Series may be, as they meet by their index.

    >>> refuse_unequal({"promoters": np.ones(2), "detractors": np.ones(3), "responses": 9.0})
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: promoters has 2 values, detractors 3: give as many of each, or one
    """
    several = {name: value for name, value in given.items() if np.ndim(value)}
    if all(hasattr(value, "index") for value in several.values()):
        return
    try:
        np.broadcast_shapes(*(np.shape(value) for value in several.values()))
    except ValueError:
        (first, one), *others = ((name, len(value)) for name, value in several.items())
        shown = ", ".join(f"{name} {count}" for name, count in others)
        raise InputError(
            f"{first} has {one} values, {shown}: give as many of each, or one"
        ) from None


def refuse_negative(name: str, value: Numbers) -> None:
    """Raise where a count or an amount is below 0, naming it.

    >>> refuse_negative("detractors", -3.0)
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: detractors = -3 is negative: a count or amount cannot be
    """
    position = _first(np.less(value, 0))
    if position is not None:
        raise InputError(
            f"{name} = {_at(value, value, position)}{_place(value, position)} is negative: "
            "a count or amount cannot be"
        )


def refuse_outside(label: str, value: Numbers, low: float, high: float, given: dict) -> None:
    """Raise where a share leaves its range, with the numbers that it was made of."""
    slack = 1e-9  # rounding of sums
    position = _first(np.less(value, low - slack) | np.greater(value, high + slack))
    if position is not None:
        parts = ", ".join(f"{name} = {_at(part, value, position)}" for name, part in given.items())
        raise InputError(
            f"{label} would be {_at(value, value, position)}{_place(value, position)}, "
            f"outside {low:g} to {high:g}: its numerator is not part of its denominator; check {parts}"
        )


def refuse_more_than_whole(whole: str, parts: Sequence[str], given: Mapping) -> None:
    """Raise where separate parts of a whole add up to more than it, naming them.

    >>> refuse_more_than_whole("responses", ("promoters", "detractors"),
    ...                        {"promoters": 50.0, "detractors": 60.0, "responses": 100.0})
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: promoters + detractors = 110, more than responses = 100: ...
    """
    if whole not in given or any(part not in given for part in parts):
        return
    together = sum(given[part] for part in parts)
    position = _first(np.greater(together - given[whole], 1e-9))
    if position is not None:
        raise InputError(
            f"{' + '.join(parts)} = {_at(together, together, position)}{_place(together, position)}, "
            f"more than {whole} = {_at(given[whole], together, position)}: "
            f"{'each is counted once, in one of them' if len(parts) > 1 else 'it is part of it'}"
        )


def _first(marked: Numbers) -> int | None:
    positions = np.flatnonzero(np.asarray(marked))
    return int(positions[0]) if len(positions) else None


def _at(part: Numbers, value: Numbers, position: int) -> str:
    numbers = np.asarray(part)
    if numbers.size == 1:
        return f"{numbers.item():g}"
    same_shape = numbers.shape == np.shape(value)
    return f"{numbers.flat[position]:g}" if same_shape else f"{numbers.size} values"


def _place(value: Numbers, position: int) -> str:
    if np.ndim(value) == 0:
        return ""
    return f" at {value.index[position] if hasattr(value, 'index') else position}"
