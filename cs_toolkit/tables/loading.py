"""A company's tables, read and checked: what every statement stands on."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import pandas as pd

from ..company_file import CompanyFile, TableMapping
from ..errors import InputError
from ..sources import Source
from ..sources.files import ENDINGS
from . import TABLES
from .canonical import Canonical, Clock, canonical, empty, local_day
from .check import Problem, broken, failing_expression, unreadable
from .far_dates import bulk_from
from .mergers import without_end
from .money import without_rate
from .set_aside import SetAside, set_aside
from .strangers import strangers

MOST_TOLD = 10


@dataclass
class Tables:
    """The company's tables in our columns. ``there`` are those that it has."""

    source: Source
    all: Mapping[str, Canonical]
    there: frozenset[str]
    as_of: datetime
    rows: dict[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    strangers: tuple[SetAside, ...] = ()
    first: datetime | None = None
    last: datetime | None = None
    extremes: dict[tuple[str, str], tuple[datetime, datetime]] = field(default_factory=dict)
    bulk_from: datetime | None = None
    ahead: dict[str, int] = field(
        default_factory=dict
    )  # rows after the last known moment, not read

    @property
    def filled(self) -> dict[str, frozenset[str]]:
        """Table → the columns that the company fills, and the local day that comes of a moment."""
        return {name: self._filled(self.all[name]) for name in self.there}

    def _filled(self, one: Canonical) -> frozenset[str]:
        day = local_day(one.table)
        days = {day} if day and one.table.since in one.filled else set()
        return one.filled | frozenset(one.further) | days

    def dimension(self, table: str, name: str) -> str | None:
        """The column of a table that bears a dimension's name, or None."""
        if table not in self.there:
            return None
        known = {column.lower(): column for column in self.filled[table]}
        return known.get(name.lower())

    def ctes(self, names) -> str:
        """The tables as CTEs in the source's dialect: where nothing may be stored, they go along.

        A company may call another table like one of ours, and read users from its ``customers``.
        There everything is read first, and only then the names mean our tables.
        """
        selects = {name: self.all[name].select for name in names if name in self.all}
        ours = {}
        if any(_mentions(self.all[name], set(selects) - {name}) for name in selects):
            ours = {name: f"select * from read_{name}" for name in selects}
            selects = {f"read_{name}": select for name, select in selects.items()}
        return ",\n".join(f"{name} AS ({select})" for name, select in (selects | ours).items())


def _mentions(canonical: Canonical, names: Iterable[str]) -> bool:
    """Whether a table is read from what is called like one of these."""
    return any(
        re.search(rf"\b{name}\b", part.rows, re.IGNORECASE)
        for part in canonical.parts
        for name in names
    )


def load(source: Source, settings: CompanyFile, clock: Clock) -> Tables:
    """Every table that the source has or the company file maps; the rest stand there empty."""
    canonicals, there = {}, set()
    for name, table in TABLES.items():
        mappings = settings.tables.get(name)
        if mappings is None and source.has(name):
            mappings = (TableMapping(source=name),)
        if mappings:
            names = {"survey": settings.surveys} if name == "survey_responses" else {}
            canonicals[name] = canonical(table, source, mappings, clock, names)
            there.add(name)
        elif name in source.unread:
            raise InputError(
                f"{source.unread[name]} is called like table {name} and cannot be read: save it as "
                f".csv, .xlsx or .parquet, or give it another name. Known endings: {', '.join(ENDINGS)}"
            )
        else:
            canonicals[name] = empty(table, source.engine.dialect)
    if not there:
        has = ", ".join(source.names) or "nothing"
        raise InputError(
            f"none of our tables is in {source.label}: it has {has}. Name the files after our "
            "tables, or map them in a company file (cs-toolkit init drafts one)"
        )
    return Tables(source, canonicals, frozenset(there), clock.as_of_on)


def check(tables: Tables, settings: CompanyFile, query) -> None:
    """Read the rows and find what is wrong with them; ``query`` runs our SQL over our tables."""
    engine = tables.source.engine
    problems: list[Problem] = []
    for name in sorted(tables.there):
        wrong, tables.ahead[name] = unreadable(tables.all[name], engine)
        problems += wrong
    if not problems:
        if tables.source.embedded:
            for name, one in tables.all.items():
                _store(engine, name, one)
            engine.use_stored()
        for name in sorted(tables.there):
            problems += broken(tables.all[name], query, settings.time_zone)
        problems += without_rate(tables, settings, query)
        problems += without_end(tables, query)
        _count(tables, query, settings.time_zone)
        tables.set_aside = set_aside(tables, settings, query)
        tables.strangers = strangers(tables, query)
    tables.problems = tuple(problems)


def _store(engine, name: str, canonical: Canonical) -> None:
    try:
        engine.store(name, canonical.select)
    except InputError as error:
        raise InputError(failing_expression(canonical, engine) or str(error)) from None


def _count(tables: Tables, query, zone: str) -> None:
    moments = []
    for name in sorted(tables.there):
        table = tables.all[name].table
        dated = [
            column
            for column in tables.all[name].filled
            if column in table.columns and table.columns[column].kind in ("day", "moment")
        ]
        extremes = ", ".join(f"min({c}), max({c})" for c in sorted(dated)) or "null"
        names = [f"m{index}" for index in range(max(1, 2 * len(dated)))]
        selected = extremes.split(", ") if dated else ["null"]
        columns = ", ".join(f"{e} as {n}" for e, n in zip(selected, names, strict=True))
        found = query(f"select count(*) as n, {columns} from {name}").iloc[0]
        tables.rows[name] = int(found["n"])
        if name not in ("fx_rates",):
            for place, column in enumerate(sorted(dated)):
                low, high = (found[names[2 * place + end]] for end in (0, 1))
                if not pd.isna(low):
                    kind = table.columns[column].kind
                    span = tuple(
                        _wall_clock(one, kind, zone).to_pydatetime() for one in (low, high)
                    )
                    tables.extremes[name, column] = span
                    moments += span
    if moments:
        # a contract's end may lie ahead: nothing is known of that day yet
        known = [moment for moment in moments if moment <= tables.as_of] or moments
        # and a year of 0206 is a slip that must not span the data
        tables.bulk_from = bulk_from(tables.extremes, query)
        if tables.bulk_from is not None:
            known = [moment for moment in known if moment >= tables.bulk_from] or known
        tables.first, tables.last = min(known), max(known)
    elif later := sum(tables.ahead.values()):
        raise InputError(
            f"all {later:,} dated rows lie after the last known moment, {tables.as_of:%Y-%m-%d}: "
            "say a later --as-of"
        )


def _wall_clock(time, kind: str, zone: str) -> pd.Timestamp:
    """A day as it is, a moment as the clocks of the reporting zone showed it."""
    time = pd.Timestamp(time)
    if kind == "moment":
        return time.tz_localize("UTC").tz_convert(zone).tz_localize(None)
    return time


def refuse(tables: Tables) -> None:
    """Raise what is wrong with the tables, if anything is."""
    if not tables.problems:
        return
    told = [str(problem) for problem in tables.problems[:MOST_TOLD]]
    if len(tables.problems) > MOST_TOLD:
        told.append(f"… and {len(tables.problems) - MOST_TOLD} more: cs-toolkit check lists them")
    raise InputError("\n".join(told), tables.problems)
