"""What an estimate says where the rows that it would be made of are not there."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

import pandas as pd

from ...calendar.periods import Period
from ...measures.company_data import CompanyData
from ...models.discrimination import Discrimination

NAN = float("nan")

Inputs = ParamSpec("Inputs")
Found = TypeVar("Found")


class NothingKnownError(Exception):
    """The rows that an estimate is made of are not there; the message says what it would need."""


def or_else(
    nothing: Callable[[str], Found],
) -> Callable[[Callable[Inputs, Found]], Callable[Inputs, Found]]:
    """Make an estimate give ``nothing(why)`` where its rows are not there."""

    def decorate(estimate: Callable[Inputs, Found]) -> Callable[Inputs, Found]:
        @wraps(estimate)
        def shown(*given: Inputs.args, **by_name: Inputs.kwargs) -> Found:
            try:
                return estimate(*given, **by_name)
            except NothingKnownError as error:
                return nothing(str(error))

        return shown

    return decorate


def empty(why: str, *columns: str) -> pd.DataFrame:
    """A frame without rows that says why, to tables and to figures."""
    frame = pd.DataFrame(columns=list(columns), dtype=float)
    frame.attrs["not_available"] = dict.fromkeys(columns, why)
    return frame


def unpredicted(why: str) -> Discrimination:
    """How well an outcome was predicted, where nothing was: why not."""
    return Discrimination(NAN, NAN, NAN, 0, 0, 0, why)


def detail(company: CompanyData, name: str, period: Period, by: str = "total") -> pd.DataFrame:
    """The rows of a detail, to learn from; raises what they lack."""
    rows = company.detail(name, [period], by)
    refuse_missing(rows, *rows.columns[:1])
    if rows.empty:
        raise NothingKnownError(f"not available: there is nothing to learn from by {period.name}")
    return rows


def refuse_missing(frame: pd.DataFrame, column: str) -> None:
    """Raise for a measure that is not available, with the reason."""
    if column in (why := frame.attrs.get("not_available", {})):
        raise NothingKnownError(why[column])
