"""What a caller asks for in words: families, dimensions, periods of the data. Unknown words are refused by name."""

import warnings
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd

from ..calendar.periods import DAYS, Period, month_of
from ..errors import InputError, Note, did_you_mean, one_name
from ..schema import TABLES

# Columns that no table declares, and that pages split by where a company has them.
CUSTOMARY = {"team", "service_point"}
FAMILIES = (
    "revenue", "retention", "value", "acquisition", "satisfaction", "support", "engagement",
    "health", "feedback",
)  # fmt: skip


def families_asked(given: str | Iterable[str] | None) -> list[str]:
    """The families named; all of them where none is.

    >>> families_asked("revenu")
    Traceback (most recent call last):
        ...
    cs_toolkit.errors.InputError: there is no family "revenu": did you mean "revenue"? ...
    """
    if given is None:
        return list(FAMILIES)
    names = _names("a family", given)
    for name in names:
        if name not in FAMILIES:
            raise InputError(f'there is no family "{name}": {did_you_mean(name, FAMILIES)}')
    return names


def dimensions_asked(
    given: str | Iterable[str], there: Iterable[str], unread: Iterable[str] = ()
) -> list[str]:
    """The dimensions named, the total first, without columns of ours that this company lacks.

    ``there`` are the columns of its tables, in lower case, and ``unread`` those of a database that
    were left there. A name that is neither there nor one of
    ours is a slip of the pen, and raises.

    >>> dimensions_asked(["plan", "region"], there=["plan", "customer_id"])
    ['total', 'plan']
    """
    names = _names("a dimension", given)
    known = set(there)
    beyond = {name for name in unread if name not in known}
    ours = CUSTOMARY | {column for table in TABLES.values() for column in table.columns}
    for name in names:
        if name.lower() in beyond:
            raise InputError(
                f'the column "{name}" of the database is not read: of its further columns those are '
                f'that the company file names, so write dimensions = ["{name}"] there'
            )
        if name != "total" and name.lower() not in known | ours:
            raise InputError(
                f'no table has a column "{name}" to split by: {did_you_mean(name, sorted(known))}'
            )
    return list(dict.fromkeys(["total", *(name for name in names if name.lower() in known)]))


def _names(what: str, given: Any) -> list[str]:
    several = isinstance(given, Iterable) and not isinstance(given, str)
    return [one_name(what, name) for name in (given if several else [given])]


def of_segment(
    rows: pd.DataFrame, metric: str, period: Period, by: str | None, segment: str
) -> pd.DataFrame:
    """The rows of one segment; raises where no row is of it, so that a slip is not taken for "none"."""
    if by is None:
        raise InputError(f'a segment is one of a dimension: say by which "{segment}" is meant')
    known = rows["segment"].unique()
    if one_name("a segment", segment) not in known:
        raise InputError(
            f'no row behind {metric} in {period.name} has {by} = "{segment}": '
            f"{did_you_mean(segment, known) if len(known) else 'there are no rows'}"
        )
    return rows[rows["segment"] == segment]


def surely_within(
    periods: Iterable[Period], first: datetime | None, last: datetime | None, as_of: datetime
) -> bool:
    """Whether periods begin within a span, so that a wider one would say no more of them."""
    return (
        first is not None
        and last is not None
        and all(
            first <= period.starts_at <= last and period.starts_at < as_of for period in periods
        )
    )


def within_data(
    periods: list[Period], first: datetime | None, last: datetime | None, as_of: datetime,
    *, hint: str, bare: bool = False, by_the_clock: bool = False,
) -> list[Period]:  # fmt: skip
    """The periods that the data, from ``first`` to ``last``, can speak of; raises where one is not.

    Of several, those before the data are left out with a note. Periods named ``by_the_clock``, such
    as "last", may lie after the last row: in a quiet month what runs on is known, and a note says
    so. Tables without rows (``bare``) have no span: what has begun is answered, by empty values.
    """
    if first is None or last is None:
        if not bare:
            raise InputError(
                "no table that was read has dated rows, so there is no period to measure: map one that "
                "has, such as subscriptions, orders or tickets (cs-toolkit tables lists their columns)"
            )
        for period in periods:
            if period.starts_at >= as_of:
                raise InputError(f"{period.name} has not begun at {as_of:%Y-%m-%d}")
        return periods
    inside = [period for period in periods if period.ends_at > first] or periods
    for period in inside:
        late = period.starts_at > last and not by_the_clock
        if period.ends_at <= first or late or period.starts_at >= as_of:
            # what is known up to midnight says nothing of the day that begins
            month = f"{min(last, as_of - timedelta(microseconds=1)):%Y-%m}"
            latest = f": its last month is {month}" if period.starts_at >= last else ""
            raise InputError(
                f"{period.name} lies outside the data, which goes from {first:%Y-%m-%d} to "
                f"{last:%Y-%m-%d}{latest}{hint if latest else ''}"
            )
    _note_what_is_beyond(periods, inside, first, last)
    return inside


def _note_what_is_beyond(
    periods: list[Period], inside: list[Period], first: datetime, last: datetime
) -> None:
    """Notes of periods that were left out, or that reach beyond the data's first or last row."""
    out = [period for period in periods if period not in inside]
    if out:
        names = out[0].name if len(out) == 1 else f"{out[0].name} to {out[-1].name}"
        lie = "lies" if len(out) == 1 else "lie"
        _note(f"{names} {lie} before the data, which begins on {first:%Y-%m-%d}: left out")
    start = inside[0]
    early = month_of(start.starts_at) < month_of(first)
    if early or (start.grain == DAYS and start.starts_at.date() < first.date()):
        _note(
            f"{start.name} begins before the data, which begins on {first:%Y-%m-%d}: "
            "what is there is counted"
        )
    if inside[-1].starts_at > last:
        _note(f"no row is dated in {inside[-1].name}: the data's last one is of {last:%Y-%m-%d}")


def _note(text: str) -> None:
    warnings.warn(text, Note, stacklevel=2)


def moment_asked(given: Any, zone: str) -> datetime:
    """The last moment that is known, as wall clock of the reporting zone; now where none is given."""
    if given is None:
        return datetime.now(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None, microsecond=0)
    try:
        # pandas' missing time is a datetime, too
        whole = isinstance(given, datetime) and not pd.isna(given)
        moment = given if whole else datetime.fromisoformat(str(given))
    except ValueError:
        raise InputError(
            f'as_of = "{given}" is not a date or time: write it as 2026-11-01'
        ) from None
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if moment.tzinfo else moment
