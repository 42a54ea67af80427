"""A company's data, opened: its tables, what is known of them, and what looks wrong."""

from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import asdict, fields
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from ..config.company_file import CompanyFile
from ..measures.execute import Runner
from ..measures.period_relations import utc
from ..measures.shared_answers import Answering, answered_once, answering
from ..measures.store import Store, read_store
from ..metrics.registry import added
from ..sources import open_source
from ..sources.file_state import FileState
from ..tables.canonical import Clock
from ..tables.loading import Tables, check, load, refuse
from ..tables.span import Span, spans
from ..tables.warnings import Checked, DataWarning, find_warnings
from .cache import CLOCK, Cache
from .fingerprints import of_tables
from .request import moment_asked
from .saving import saved_span, saved_warnings


class OpenedData:
    """Tables are read and checked when the first question needs them.

    A company that was opened from ``results`` knows what was measured before, and reads no table.
    """

    def __init__(
        self,
        settings: CompanyFile,
        *,
        as_of: str | datetime | None = None,
        results: str | Path | None = None,
        cache: Cache | None = None,
    ) -> None:
        self.settings, self.cache = settings, cache
        self._digests: dict[Path, str] = {}
        self._answered_from: frozenset[str] = frozenset()  # the tables of answers that were kept
        self.as_of = moment_asked(
            as_of if as_of is not None else settings.as_of, settings.time_zone
        )
        self.as_of_given = (as_of or settings.as_of) is not None
        self._store: Store = Store()
        self._saved: dict[str, Any] | None = None  # what the results say of the tables
        # the report that has measured these results, while it waits to be asked for more
        self.report: Answering | None = None
        if results:
            self._store, self._saved = read_store(Path(results))
            self.report = answering(Path(results), self.identity)

    def __repr__(self) -> str:
        return f"<Company {self.settings.name}: what is known up to {self.as_of:%Y-%m-%d}>"

    @property
    def identity(self) -> tuple[str, ...]:
        """What a company is recognised by: its settings, where its data lie, and their last moment."""
        return repr(self.settings), str(self.settings.source), self.as_of.isoformat()

    @cached_property
    def tables(self) -> Tables:
        """The company's tables, all read and checked; raises what is wrong with them."""
        tables = self._checked
        refuse(tables)
        return tables

    @cached_property
    def _opened(self) -> Tables:
        """The tables where they lie: each is read and checked by the first question about it."""
        source = open_source(self.settings.source, self.settings.folder, self.settings.allow)
        zone = self.settings.time_zone
        tables = load(source, self.settings, Clock(zone, self.as_of, utc(self.as_of, zone)))
        tables.query = Runner(tables, self.settings).query
        return tables

    @property
    def files_found(self) -> dict[Path, FileState | None]:
        """The source's files that were found so far, each with its state before it was read."""
        return dict(self._opened.source.folders.found) if "_opened" in self.__dict__ else {}

    def stood_on(self) -> tuple[dict[Path, list[str] | None], list[Path]] | None:
        """The folders that were looked into, each with its names then, and the files that were read.

        None where what an answer stands on is not known from files alone.
        """
        if not self._may_be_kept:
            return None
        tables = self._opened
        if of_tables(tables.there, tables, self._digests) is None:
            return None
        return dict(tables.source.folders.listed), sorted(tables.source.folders.found)

    @property
    def _may_be_kept(self) -> bool:
        """Whether an answer is the same tomorrow, from the same files.

        What is known up to this second changes with it, and so does a formula that is being written.
        """
        tells_time = CLOCK.search(repr(self.settings)) is not None
        return self._saved is None and self.as_of_given and not added() and not tells_time

    def moved(self) -> bool:
        """Whether a file that was read is not the one any more that lies there now."""
        return self._opened.source.folders.moved()

    @cached_property
    def _checked(self) -> Tables:
        check(self._opened)
        return self._opened

    @cached_property
    def runner(self) -> Runner:
        """What runs statements over the company's tables."""
        return Runner(self._opened, self.settings)

    @answered_once
    def query(self, text: str) -> pd.DataFrame:
        """The rows that a statement in the kit's SQL gives, over tables that may break a rule."""
        return Runner(self._opened, self.settings, refuses=False).query(text)

    def check(self) -> Tables:
        """What was loaded and set aside, and every problem; raises nothing about the rows."""
        return self._checked

    @property
    def warnings(self) -> pd.DataFrame:
        """What looks wrong in the rows though the numbers come out: one row a warning.

        Columns: name, table, column, rows, examples, reason, fix, and accepted, which is what the
        company file says of it under ``[accept]``.
        """
        rows = [asdict(one) | {"examples": "; ".join(one.examples)} for one in self.data_warnings]
        return pd.DataFrame(rows, columns=[one.name for one in fields(DataWarning)])

    @cached_property
    def data_warnings(self) -> tuple[DataWarning, ...]:
        """The warnings about the tables; none where a table breaks a rule and is refused."""
        kept = saved_warnings(self._saved) if self._saved is not None else None
        if kept is not None:
            return kept
        tables = self._checked
        return () if tables.problems else self.warnings_about(tables)

    @property
    def tables_read(self) -> Tables:
        """The tables that questions have read so far, as if there were no others."""
        read = copy(self._opened)
        read.there = read.there & (read.found.keys() | self._answered_from)
        return read

    def warnings_about(self, tables: Tables) -> tuple[DataWarning, ...]:
        """What looks wrong in some tables."""
        # where no last moment is stated, the numbers go as far as the data
        last = self.as_of if self.as_of_given else self._opened.last
        until = min(self.as_of, last or self.as_of)
        checked = Checked(tables, self.settings, self.query, until)
        return find_warnings(checked, self.settings.accept)

    @property
    def known_tables(self) -> tuple[Mapping, Mapping]:
        """The tables that are there: table → its filled columns, and table → its number of rows."""
        if self._saved is not None:
            return self._saved["filled"], self._saved["rows"]
        return self._opened.filled, self._opened.rows

    @property
    def span(self) -> Span:
        """The first and last moment that the data cover; None and None without dated rows."""
        if self._saved is not None:
            return saved_span(self._saved)
        return self._known(self._opened.span)

    def _spans(self) -> Iterator[Span]:
        """The span of one table, of two, …; the last is that of all the data."""
        if self._saved is None:
            yield from map(self._known, spans(self._opened))
        yield self.span

    def _known(self, span: Span) -> Span:
        """A span up to the last known moment, where a company file or a caller states it."""
        first, last = span
        return (first, max(last, self.as_of)) if first and last and self.as_of_given else span
