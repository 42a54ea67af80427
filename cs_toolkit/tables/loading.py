"""A company's tables: each is read, typed and checked when the first statement needs it.

Where a table lies and which columns it has is known at once. Its rows are looked at by the first
question that reads it, so that a number costs the tables that it stands on; ``check`` reads them all.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

import pandas as pd

from ..config.company_file import CompanyFile, TableMapping
from ..dialects import DuckDBEngine
from ..errors import InputError
from ..schema import TABLES
from ..sources import Source
from ..sources.files import IN_WORDS
from .canonical import Canonical, Clock, local_day
from .check import broken
from .excluded import SetAside, set_aside
from .far_dates import GAP_YEARS, bulk_from
from .identity import Matched, identified, matched
from .mapping import canonical, empty
from .mergers import without_end
from .money import needs_rates, without_rate
from .mrr_levels import LEVELS, MOVEMENTS, below_zero, refuse_both, with_levels
from .orphans import strangers
from .overview import in_html, in_text
from .problem import Problem
from .span import extremes_of, spans
from .staging import Staged, staged
from .unreadable import failing_expression, unreadable

MOST_TOLD = 10


Query = Callable[[str], pd.DataFrame]


@dataclass(repr=False)
class Tables:
    """The company's tables in our columns. ``there`` are those that it has."""

    source: Source
    all: Mapping[str, Canonical]
    there: frozenset[str]
    as_of: datetime
    settings: CompanyFile
    query: Query = field(init=False)  # runs our SQL over our tables, and requires what it names
    problems: tuple[Problem, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    strangers: tuple[SetAside, ...] = ()
    matched: tuple[Matched, ...] = ()  # how the rows of several systems found their customer
    found: dict[str, tuple[Problem, ...]] = field(default_factory=dict)  # of the tables read so far
    unreadable: set[str] = field(default_factory=set)  # of those: no statement about them runs
    counts: dict[str, int] = field(default_factory=dict)
    # table and column → its first and last moment, as the clocks of the reporting zone showed them
    extremes: dict[tuple[str, str], tuple[datetime, datetime]] = field(default_factory=dict)
    spanned: set[str] = field(default_factory=set)  # the tables whose extremes are known
    ahead: dict[str, int] = field(
        default_factory=dict
    )  # rows after the last known moment, not read
    # what was asked of a step that several statements stand on → the table that holds its rows
    kept_steps: dict[tuple[object, ...], str] = field(default_factory=dict)
    far_ahead: dict[str, set[str]] = field(default_factory=dict)  # columns with times decades ahead

    def __repr__(self) -> str:
        return in_text(self)

    def _repr_html_(self) -> str:
        return in_html(self)

    @property
    def rows(self) -> Mapping[str, int]:
        """Table → its number of rows; a table that was not read yet is read and checked first."""
        return Counted(self)

    @property
    def first(self) -> datetime | None:
        """The first moment that the data cover."""
        return self.span[0]

    @property
    def last(self) -> datetime | None:
        """The last moment that the data cover."""
        return self.span[1]

    @cached_property
    def span(self) -> tuple[datetime | None, datetime | None]:
        """The first and the last moment in any table; None and None without dated rows."""
        first, last = list(spans(self))[-1]
        if first is None:
            for name in self.there:
                _read(self, name)
            if later := sum(self.ahead.values()):
                raise InputError(
                    f"all {later:,} dated rows lie after the last known moment, {self.as_of:%Y-%m-%d}: "
                    "say a later --as-of"
                )
        return first, last

    def first_in(self, names: Iterable[str]) -> datetime | None:
        """A first moment before which no row of these tables lies, without a look at the others.

        Where they go back so far that a slip might be among their dates, it is that of all data.
        """
        moments = [
            moment
            for name in sorted(self.there.intersection(names))
            for moment in extremes_of(self, name)
            if moment <= self.as_of
        ]
        near = moments and self.as_of.year - min(moments).year < GAP_YEARS
        return min(moments) if near else self.first

    @property
    def bulk_from(self) -> datetime | None:
        """The first year of the data without what lies far before it; None where nothing does."""
        return bulk_from(self.extremes, self.query)

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

    def ctes(self, names: Iterable[str]) -> str:
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
        for part in (*canonical.parts, *canonical.also)
        for name in names
    )


def load(source: Source, settings: CompanyFile, clock: Clock) -> Tables:
    """Every table that the source has or the company file maps; the rest stand there empty.

    No row is read here; ``query`` is set by the one that can run our SQL over the tables.
    """
    canonicals, there = {}, set()
    source.mentioned = frozenset(re.findall(r"\w+", repr(replace(settings, tables={})).lower()))
    for name, table in TABLES.items():
        mappings = settings.tables.get(name)
        if mappings is None and source.has(name) and not (name == MOVEMENTS and LEVELS in there):
            mappings = (TableMapping(source=name),)
        if mappings:
            if name == "fx_rates":
                mappings = tuple(replace(one, currency=settings.currency) for one in mappings)
            names = {"survey": settings.surveys} if name == "survey_responses" else {}
            canonicals[name] = canonical(table, source, mappings, clock, names)
            there.add(name)
        elif name in source.unread:
            raise InputError(
                f"{source.unread[name]} is called like table {name} and cannot be read: save it as "
                f".csv, .xlsx or .parquet, or give it another name. Known endings: {IN_WORDS}"
            )
        else:
            canonicals[name] = empty(table, source.engine.dialect)
    if not there:
        has = ", ".join(source.names) or "nothing"
        raise InputError(
            f"none of our tables is in {source.label}: it has {has}. Name the files after our "
            "tables, or map them in a company file (cs-toolkit init drafts one)"
        )
    refuse_both(there)
    canonicals = identified(canonicals, there, settings.identity, source.engine.dialect)
    canonicals = with_levels(canonicals, there, source.engine.dialect)
    there |= {LEVELS} if MOVEMENTS in there else set()
    return Tables(source, canonicals, frozenset(there), clock.as_of_on, settings)


class Counted(Mapping):
    """The number of rows of each table, counted when somebody asks for it."""

    def __init__(self, tables: Tables):
        self.tables = tables

    def __getitem__(self, name: str) -> int:
        if name not in self.tables.there:
            raise KeyError(name)
        if name not in self.tables.counts:
            found = self.tables.query(f"select count(*) as n from {name}")
            self.tables.counts[name] = int(found["n"].iloc[0])
        return self.tables.counts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.tables.there))

    def __len__(self) -> int:
        return len(self.tables.there)


def require(tables: Tables, names: Iterable[str], *, refuses: bool = True) -> None:
    """Read and check these tables if nobody has; raises what is wrong with them.

    Without ``refuses`` a table that breaks a rule is let through, and one that cannot be read is not.
    """
    wrong = {name: _read(tables, name) for name in sorted(names)}
    _refuse([
        one for name, found in wrong.items() if refuses or name in tables.unreadable for one in found
    ])  # fmt: skip


def check(tables: Tables) -> None:
    """Read every table and find all that is wrong with them."""
    problems = [problem for name in sorted(tables.there) for problem in _read(tables, name)]
    tables.problems = tuple(dict.fromkeys(problems))  # those of movements are their levels' as well
    if not problems:
        _ = tables.span  # the warnings look at it
        tables.set_aside = set_aside(tables, tables.settings, tables.query)
        tables.strangers = strangers(tables, tables.query)
        tables.matched = matched(tables.all, tables.source.engine.read)


def _read(tables: Tables, name: str) -> tuple[Problem, ...]:
    """What is wrong with a table; it is read at the first time, and stored where that is possible."""
    if name in tables.found:
        return tables.found[name]
    one = tables.all[name]
    made_of = _read(tables, MOVEMENTS) if name == LEVELS and MOVEMENTS in tables.there else ()
    if made_of and MOVEMENTS in tables.unreadable:
        tables.unreadable.add(name)
        return made_of
    if tables.source.embedded:
        with staged(one, tables.source.storage) as seen:
            problems = _typed(tables, name, seen)
    else:
        problems = _typed(tables, name, None)
    if problems:
        tables.unreadable.add(name)
        return problems
    if name in tables.there:
        found = broken(one, tables.query, tables.settings.time_zone)
        if needs_rates(tables, name) and not _read(tables, "fx_rates"):
            found += without_rate(tables, name, tables.query)
        found += without_end(tables, name, tables.query)
        found += below_zero(tables, name, tables.query)
        tables.found[name] = (*made_of, *found)
    return tables.found[name]


def _typed(tables: Tables, name: str, seen: Staged | None) -> tuple[Problem, ...]:
    """The values of a table that are not of their column's kind; where there are none it is stored."""
    engine, one = tables.source.engine, tables.all[name]
    problems: list[Problem] = []
    if seen is not None and not seen.unreadable:
        tables.ahead[name], tables.far_ahead[name] = seen.ahead, seen.far_ahead
        one = replace(one, select=seen.select)
    elif name in tables.there:
        problems, tables.ahead[name], tables.far_ahead[name] = unreadable(one, engine)
    tables.found[name] = tuple(problems)  # from here on a statement about the table runs
    if tables.source.embedded and not problems:
        try:
            _store(tables.source.storage, name, one)
        except InputError:
            del tables.found[name]  # asked again, it says so again
            raise
    return tables.found[name]


def _store(engine: DuckDBEngine, name: str, canonical: Canonical) -> None:
    try:
        engine.store(name, canonical.select)
    except InputError as error:
        raise InputError(failing_expression(canonical, engine) or str(error)) from None


def refuse(tables: Tables) -> None:
    """Raise what is wrong with the tables, if anything is."""
    _refuse(tables.problems)


def _refuse(problems: Sequence[Problem]) -> None:
    if not problems:
        return
    shown = [str(problem) for problem in problems[:MOST_TOLD]]
    if len(problems) > MOST_TOLD:
        shown.append(f"… and {len(problems) - MOST_TOLD} more: cs-toolkit check lists them")
    raise InputError("\n".join(shown), tuple(problems))
