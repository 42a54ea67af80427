"""From when to when the data go: the extremes of the dated columns, table by table."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..calendar.period_text import parse_periods
from ..errors import InputError
from ..schema import TABLES
from .far_dates import USUAL_YEARS
from .unreadable import failing_expression

if TYPE_CHECKING:
    from .loading import Tables

Span = tuple[datetime | None, datetime | None]
NOT_OURS = {"fx_rates"}  # a rate's day says nothing of the company


def spans(tables: "Tables") -> Iterator[Span]:
    """The span of one table, of two, … of all: a caller that needs a part stops early.

    Tables whose rows are not read are asked where they lie, for these columns alone.
    """
    ours = list(TABLES)
    moments: list[datetime] = []
    last_of_all: Span = (None, None)
    for name in sorted(
        tables.there - NOT_OURS, key=lambda one: (one not in tables.spanned, ours.index(one))
    ):
        moments += extremes_of(tables, name)
        # a contract's end may lie ahead: nothing is known of that day yet
        known = [moment for moment in moments if moment <= tables.as_of]
        # a year of 0206 is a slip that must not span the data: that is seen when all is known
        if known and max(known).year - min(known).year <= USUAL_YEARS:
            yield min(known), max(known)
    # a table of totals names its periods: they count where no row has a date
    if moments := moments or named_periods(tables):
        known = [moment for moment in moments if moment <= tables.as_of] or moments
        bulk = tables.bulk_from
        if bulk is not None:
            known = [moment for moment in known if moment >= bulk] or known
        last_of_all = min(known), max(known)
    yield last_of_all


def named_periods(tables: "Tables") -> list[datetime]:
    """The first and last moments of the periods that tables of totals name."""
    moments = []
    for name in sorted(tables.there - NOT_OURS):
        one = tables.all[name]
        for column in one.filled:
            if column not in one.table.columns or one.table.columns[column].kind != "period":
                continue
            read = f"select distinct {column} as period from ({one.select}) as named"
            for text in tables.source.engine.read(read)["period"].dropna():
                try:
                    (period,) = parse_periods(
                        text, as_of=tables.as_of, calendar=tables.settings.calendar
                    )
                except InputError:
                    continue  # the check of the tables names it, with its rows
                moments += [period.starts_at, period.ends_at - timedelta(days=1)]
    return moments


def extremes_of(tables: "Tables", name: str) -> list[datetime]:
    """The first and last moments of a table's dated columns."""
    if name not in tables.spanned:
        one = tables.all[name]
        columns = one.table.columns
        dated = sorted(
            column
            for column in one.filled
            if column in columns and columns[column].kind in ("day", "moment")
        )
        for column, low, high in _asked(tables, name, dated):
            kind, zone = columns[column].kind, tables.settings.time_zone
            span = _wall_clock(low, kind, zone), _wall_clock(high, kind, zone)
            tables.extremes[name, column] = span
        tables.spanned.add(name)
    return [
        moment for (table, _), span in tables.extremes.items() if table == name for moment in span
    ]


def _asked(tables: "Tables", name: str, dated: list[str]) -> Iterator[tuple[str, object, object]]:
    if not dated:
        return
    ends = [f"{way}({column})" for column in dated for way in ("min", "max")]
    columns = ", ".join(f"{one} as m{index}" for index, one in enumerate(ends))
    engine = tables.source.engine
    stored = tables.source.embedded and name in tables.found and not tables.found[name]
    if stored:
        found = engine.query(f"select {columns} from {name}").iloc[0]
    else:
        try:
            read = f"select {columns} from ({tables.all[name].select}) as dated"
            found = engine.read(read).iloc[0]
        except InputError as error:
            raise InputError(failing_expression(tables.all[name], engine) or str(error)) from None
    for place, column in enumerate(dated):
        low, high = found[f"m{2 * place}"], found[f"m{2 * place + 1}"]
        if not pd.isna(low):
            yield column, low, high


def _wall_clock(time: Any, kind: str, zone: str) -> datetime:
    """A day as it is, a moment as the clocks of the reporting zone showed it."""
    time = pd.Timestamp(time)
    if kind == "moment":
        time = time.tz_localize("UTC").tz_convert(zone).tz_localize(None)
    return time.to_pydatetime()
