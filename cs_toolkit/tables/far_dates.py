"""Where the bulk of a company's dates begins: one row of the year 0206 must not span the data."""

from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import pairwise

import pandas as pd

Extremes = Mapping[tuple[str, str], tuple[datetime, datetime]]

USUAL_YEARS = 15  # data that span no more are not looked at
GAP_YEARS = 10
FEW = 0.25  # of all dates
AHEAD_YEARS = 30  # nobody plans further
FIRST_YEAR = 1900  # nobody has data of customers from before


def bulk_from(extremes: Extremes, query: Callable[[str], pd.DataFrame]) -> datetime | None:
    """The first year of the data without what lies far before it; None where nothing does.

    ``extremes`` are the first and the last date of each table's column. What is far lies ten years
    or more before everything after it, and is a quarter of all dates at most.
    """
    if not extremes:
        return None
    first = min(low for low, _ in extremes.values())
    last = max(high for _, high in extremes.values())
    if last.year - first.year <= USUAL_YEARS:
        return None
    counts = pd.concat([_years(*one, query) for one in extremes])
    counts = counts.groupby(level=0).sum().sort_index()
    return _after_the_gap(counts)


def _after_the_gap(counts: pd.Series) -> datetime | None:
    """The first year after the last gap that has few dates before it.

    >>> _after_the_gap(pd.Series({206: 1, 2024: 20, 2025: 30}))
    datetime.datetime(2024, 1, 1, 0, 0)
    >>> _after_the_gap(pd.Series({1995: 10, 2001: 20, 2025: 30})) is None
    True
    """
    years = list(counts.index)
    for before, after in reversed(list(pairwise(years))):
        few = counts[counts.index <= before].sum() <= FEW * counts.sum()
        if after - before >= GAP_YEARS and (few or before < FIRST_YEAR):
            return datetime(int(after), 1, 1)
    return None


def _years(table: str, column: str, query: Callable[[str], pd.DataFrame]) -> pd.Series:
    found = query(
        f"select extract(year from {column}) as year, count(*) as n from {table} "
        f"where {column} is not null group by extract(year from {column})"
    )
    return pd.Series(found["n"].astype("int64").values, index=found["year"].astype("int64").values)


def far_from(extremes: Extremes, bulk: datetime) -> list[tuple[str, str]]:
    """The columns that hold a date before the bulk."""
    return sorted(one for one, (low, _) in extremes.items() if low < bulk)
