"""The one door: open a company's data, and ask it for metrics, measures, rows and checks."""

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from copy import copy
from dataclasses import asdict, fields, replace
from datetime import date, datetime
from functools import cached_property, partial
from pathlib import Path

import pandas as pd

from ..analyses import feedback
from ..analyses.event_retention import MEASURE_FILE, choices, intervals, with_ages
from ..analyses.health import scores as health
from ..calendar.period_text import named_by_the_clock, parse_periods
from ..calendar.periods import Period, distinct, previous_periods
from ..calendar.wall_clock import on_local_clocks
from ..config.company_file import CompanyFile
from ..config.notes import by_metric, notes_in
from ..dialects import quoted_name
from ..errors import InputError, did_you_mean, one_name
from ..measures import MeasureFile, combine, files_by_measure, measure_files, stand_ins
from ..measures.calendar_relations import utc
from ..measures.coverage import Coverage, tables_needed
from ..measures.dtypes import in_order, settled
from ..measures.execute import Runner
from ..measures.shared_answers import answered_once, answering
from ..measures.store import Statement, Store, read_store, written_out
from ..measures.unassigned import POLICY, weight_of
from ..metrics import ALIASES, METRICS
from ..metrics.registry import added
from ..progress import measuring
from ..scorecard import changes, reconciliation
from ..scorecard import tidy as scorecard
from ..sources import open_source
from ..sources.file_state import FileState
from ..tables.begins import begins
from ..tables.loading import Tables, check, load, refuse
from ..tables.mapping import Clock
from ..tables.span import spans
from ..tables.warnings import Checked, DataWarning, find_warnings
from .cache import CLOCK, Cache, code_fingerprint
from .fingerprints import of_tables, tables_of
from .narrowing import Names, families_of, metrics_asked, names_asked, narrowed
from .own_tables import columns_of, rows_of_select
from .request import (  # fmt: skip
    dimensions_asked,
    families_asked,
    moment_asked,
    of_segment,
    surely_within,
    within_data,
)

SPARKLINE = 13
# what is made once of a whole company, and what an estimate may ask for by name
MADE = (
    "health_scores", "health_index_settings", "classified_comments", "urgent_comments",
    "predicted_tickets",
)  # fmt: skip


class Company:
    """A company's data, opened. Tables are read and checked when the first number needs them."""

    def __init__(
        self, settings: CompanyFile, *, as_of=None, results=None, cache: Cache | None = None
    ):
        self.settings, self.cache = settings, cache
        self._digests: dict[Path, str] = {}
        self._answered_from: frozenset[str] = frozenset()  # the tables of answers that were kept
        self._headline_tables: dict[str, pd.DataFrame] = {}  # by the span of the period
        self.as_of = moment_asked(
            as_of if as_of is not None else settings.as_of, settings.time_zone
        )
        self.as_of_given = (as_of or settings.as_of) is not None
        self._store, self._saved = read_store(Path(results)) if results else (Store(), None)
        self._details: dict[
            str, Statement
        ] = {}  # the statements of the details that were asked for
        # the report that has measured these results, while it waits to be asked for more
        self.report = answering(Path(results), self.identity) if results else None

    def __repr__(self) -> str:
        return f"<Company {self.settings.name}: what is known up to {self.as_of:%Y-%m-%d}>"

    @property
    def identity(self) -> tuple[str, ...]:
        """What tells companies apart: the settings, where the data lie, and up to when they are known."""
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
        if self._saved is not None and "warnings" in self._saved:
            return tuple(
                DataWarning(**one | {"examples": tuple(one["examples"])})
                for one in self._saved["warnings"]
            )
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
        # without a day that somebody gave, the numbers go as far as the data
        last = self.as_of if self.as_of_given else self._opened.last
        until = min(self.as_of, last or self.as_of)
        checked = Checked(tables, self.settings, self.query, until)
        return find_warnings(checked, self.settings.accept)

    # ------------------------------------------------------------------ periods

    def periods(self, text: str | int | date) -> list[Period]:
        """The periods that a text names: "2026-10", "2026-Q3", "2025-11..2026-10", "last 30 days".

        A year may be a whole number (2026), a day a date.
        """
        return parse_periods(text, as_of=self.as_of, calendar=self.settings.calendar)

    def period(self, text: str | int | date | Period) -> Period:
        """The one period that a text names."""
        periods = [self._here(text)] if isinstance(text, Period) else self.periods(text)
        if len(periods) > 1:
            raise InputError(f'"{text}" names {len(periods)} periods where one is meant')
        return periods[0]

    def _here(self, period: Period) -> Period:
        """The same period as far as it is known here: another company's may be read further."""
        return replace(period, as_of=self.as_of)

    def history(self, period, count: int = SPARKLINE) -> list[Period]:
        """The periods that end with this one, oldest first, no further back than the data.

        The one that is asked for is among them even if it ends before the data begin.
        """
        asked = self._one_asked(period)
        first, _ = self.span
        *earlier, last = previous_periods(asked, count)
        return [one for one in earlier if first is None or one.ends_at > first] + [last]

    def _asked(self, periods) -> list[Period]:
        """The periods that are asked for, each once however often it is named."""
        return distinct(self._named(periods))

    def _named(self, periods) -> list[Period]:
        if isinstance(periods, Period):
            return [self._here(periods)]
        if isinstance(periods, list | tuple):
            return [named for one in periods for named in self._named(one)]
        named = self.periods(periods)
        hint = "" if self.as_of_given else "; for a later period with the same data say --as-of"
        for first, last in self._spans():
            # where one table has these periods, no other needs to be asked
            if surely_within(named, first, last, self.as_of):
                return named
        return within_data(
            named, first, last, self.as_of, hint=hint,
            bare=first is None and 0 in self.known_tables[1].values(),
            by_the_clock=named_by_the_clock(periods),
        )  # fmt: skip

    def _one_asked(self, period) -> Period:
        asked = self._asked(period)
        if len(asked) != 1:
            raise InputError(f"{len(asked)} periods are named where one is meant")
        return asked[0]

    @property
    def span(self) -> tuple[datetime | None, datetime | None]:
        """The first and last moment that the data cover; None and None without dated rows."""
        if self._saved is not None:
            span = (self._saved["first"], self._saved["last"])
            return tuple(one and datetime.fromisoformat(one) for one in span)
        return self._known(self._opened.span)

    def _spans(self) -> Iterator[tuple[datetime | None, datetime | None]]:
        """The span of the data, as far as more and more tables tell; the last is that of all."""
        if self._saved is None:
            yield from map(self._known, spans(self._opened))
        yield self.span

    def _known(self, span: tuple[datetime | None, datetime | None]):
        """A span that reaches as far as somebody said that the data do."""
        first, last = span
        return (first, max(last, self.as_of)) if first and self.as_of_given else span

    # ------------------------------------------------------------------ numbers

    @answered_once
    def measures(self, periods, family: str | Iterable[str] | None = None, by=None) -> pd.DataFrame:
        """One row per period, dimension and segment; one column per measure of the families.

        A measure whose tables are missing is an empty column; ``frame.attrs["not_available"]`` says
        what each of them needs.
        """
        families = families_asked(family)
        bound = self._bound(self._asked(periods), families, by)
        # the same columns in the same order whichever tables a company has
        names = [
            name for measure_file in scorecard.needed(families) for name in measure_file.measures
        ]
        there = {*bound.frame, *bound.missing}
        columns = [*combine.KEYS, *dict.fromkeys(name for name in names if name in there)]
        frame = bound.frame.reset_index(drop=True).reindex(columns=columns)
        frame.attrs["units"] = {name: bound.units[name] for name in columns if name in bound.units}
        return self._told(frame, bound.missing)

    @answered_once
    def metrics(
        self, periods, family: Names | None = None, by: Names | None = None, *,
        metric: Names | None = None, segment: Names | None = None, variant: Names | None = None,
    ) -> pd.DataFrame:  # fmt: skip
        """The tidy table: one row per period, segment, metric and variant; measures are rows too.

        Parameters
        ----------
        periods : str, int, date, Period or list
            ``"last"`` (the last full month), ``"2026-10"``, ``"2026-Q3"``, ``2026``, a range
            ``"2025-11..2026-10"``, ``"last 12 months"``, ``"ytd"``.
        family : str or list of str, optional
            Such as ``"revenue"``; by default all, or those of ``metric``.
        by : str or list of str, optional
            The dimensions to split by, beside the total. By default those of the company file;
            ``()`` is the total alone.
        metric : str or list of str, optional
            Metrics, their aliases or measures. Only what they stand on is measured.
        segment, variant : str or list of str, optional
            Only rows of these segments (without the total) or variants; ``"default"`` is the
            field's standard.

        Returns
        -------
        pandas.DataFrame
            Columns ``period, dimension, segment, metric, variant, value, unit, n, low, high,
            verdict, status, note``. ``value`` is in ``unit``: ``percent`` is a fraction (0.82),
            ``money`` in the company's currency, ``seconds`` seconds; ``low`` and ``high`` are the
            95% interval. A value that is not available is missing, and ``note`` says why.

        Raises
        ------
        InputError
            For a name that does not exist, with the nearest that does, and for a period outside
            the data.

        Examples
        --------
        >>> import cs_toolkit as cs, pandas as pd
        >>> company = cs.open({"subscriptions": pd.DataFrame({
        ...     "subscription_id": [1, 2], "customer_id": ["a", "b"], "mrr": [10, 20],
        ...     "plan": ["pro", "free"], "starts_on": ["2026-01-01", "2026-01-01"]})},
        ...     as_of="2026-04-01")
        >>> mrr = company.metrics("2026-03", metric="mrr", by="plan", variant="default")
        >>> mrr[["dimension", "segment", "value"]].values.tolist()
        [['total', '', 30.0], ['plan', 'free', 20.0], ['plan', 'pro', 10.0]]
        """
        only = metrics_asked(metric)
        segments, variants = (
            names_asked("a segment", segment),
            names_asked("a variant", variant),
        )
        asked = self._asked(periods)
        families = families_of(only) if only and family is None else families_asked(family)

        def measured() -> pd.DataFrame:
            bound = self._bound(asked, families, by, only)
            coverage = self._coverage(measure_files)
            return scorecard.tidy(bound, families, asked, self.settings, only, coverage)

        dimensions = self._dimensions(by)
        measure_files = self._measure_files(families, only)
        frame = self._kept_answer(measure_files, (asked, families, dimensions, only), measured)
        frame = self._told(narrowed(frame, only, segments, variants))
        frame.attrs["dimensions"] = dimensions  # also those that split none of these
        if self.settings.notes:
            frame.attrs["notes"] = {one.name: self.notes(one) for one in asked}
        return frame

    def notes(self, period: str | int | date | Period) -> dict[str, list[str]]:
        """What the team noted for a period: metric → its notes in words; "" holds those about all numbers."""
        asked = self._one_asked(period)
        return by_metric(notes_in(self.settings.notes, asked.starts_at, asked.ends_at))

    def _coverage(self, measure_files: list[MeasureFile]) -> Coverage:
        """From when on the tables of some measure files know anything."""
        filled, _ = self.known_tables
        names = {name for one in measure_files for name in tables_needed(one, filled)}
        if self._saved is None:
            return Coverage(begins(self._opened, names), filled)
        known = self._saved["begins"]
        return Coverage(
            {name: datetime.fromisoformat(known[name]) for name in names & {*known}}, filled
        )

    def _measure_files(self, families: list[str], only: tuple[str, ...] = ()) -> list[MeasureFile]:
        """What must be measured for some families, or for some of their metrics alone."""
        weight = weight_of(self.settings.policies[POLICY].value)
        measure_files = scorecard.needed(families, weight)
        return scorecard.needed_for((*only, *weight), measure_files) if only else measure_files

    @answered_once
    def sql(self, text: str) -> pd.DataFrame:
        """The rows of a SELECT over the company's own tables, typed and checked.

        Parameters
        ----------
        text : str
            One SELECT in DuckDB's dialect, whatever the data lie in. The tables are those that
            ``cs-toolkit tables`` lists (subscriptions, customers, tickets …), with the columns that
            the company fills. Times are those of the company's clocks, in the statement as well.

        Returns
        -------
        pandas.DataFrame
            The rows, in the order that the statement asks for.

        Raises
        ------
        InputError
            For anything but one SELECT, for an unknown table or column, and for a table whose rows
            break a rule.

        Examples
        --------
        >>> import cs_toolkit as cs, pandas as pd
        >>> company = cs.open({"subscriptions": pd.DataFrame({
        ...     "subscription_id": [1, 2], "customer_id": ["a", "b"], "mrr": [10, 20],
        ...     "starts_on": ["2026-01-01", "2026-01-01"]})}, as_of="2026-04-01")
        >>> company.sql("select count(*) as n, sum(mrr) as mrr from subscriptions").values.tolist()
        [[2.0, 30.0]]
        """
        return rows_of_select(self._opened, text)

    @answered_once
    def table(self, name: str) -> pd.DataFrame:
        """One of the company's tables, such as ``"subscriptions"``: typed, with the columns it fills.

        Its moments are shown as the company's clocks showed them. Raises InputError for a table
        that the company does not have; ``company.sql`` asks for some of its rows.
        """
        columns = columns_of(self._opened, one_name("a table", name))
        return self.sql(f"select {', '.join(map(quoted_name, columns))} from {name}")

    def _kept_answer(
        self, measure_files, asked: tuple, make: Callable[[], pd.DataFrame]
    ) -> pd.DataFrame:
        """An answer from earlier over the same data, settings and code, or made and kept now."""
        if self.cache is None or not self._may_be_kept:
            return make()
        names = tables_of(measure_files, self._opened, MADE)
        content = of_tables(names, self._opened, self._digests)
        if content is None:
            return make()
        begins = [self.runner.looks_back(one) for one in measure_files]
        answer = self.cache.answer(
            (asked, repr(self.settings), self.as_of, begins, content,
             code_fingerprint()),
            make, self._opened.source.folders.moved,
        )  # fmt: skip
        self._answered_from |= names
        return answer

    def notices_kept(self, make: Callable[[], list[str]]) -> list[str]:
        """The lines about the tables that answers stand on; what was kept is not read for them."""
        names = self._answered_from
        content = of_tables(names, self._opened, self._digests) if names else None
        if content is None:
            return make()
        frame = self.cache.answer(
            ("notices", repr(self.settings), self.as_of, content, code_fingerprint()),
            lambda: pd.DataFrame({"line": make()}, dtype=object),
            self._opened.source.folders.moved,
        )
        return frame["line"].tolist()

    def _told(self, frame: pd.DataFrame, not_available: Mapping | None = None) -> pd.DataFrame:
        """The frame with what a table or a figure of it must know and no column says."""
        frame.attrs["currency"] = self.settings.currency
        frame.attrs["small_sample"] = self.settings.policies["small_sample"].value
        frame.attrs[POLICY] = self.settings.policies[POLICY].value
        if not_available:
            frame.attrs["not_available"] = dict(not_available)
        return frame

    def _bound(
        self, periods: list[Period], families: list[str], by, only: tuple[str, ...] = ()
    ) -> combine.Bound:
        unassigned = self.settings.policies[POLICY].value
        names = self._measure_files(families, only)
        return combine.bind(
            names, periods, self._dimensions(by), self._measured, self._missing, self._refused,
            unassigned, self.settings.currency,
        )  # fmt: skip

    def _measured(self, measure_file, periods, dimension) -> pd.DataFrame | None:
        key = (measure_file.name, dimension)
        lacking = self._store.lacks(key, periods)
        if lacking:
            measuring(measure_file.name)
            if dimension == "total":
                whole = partial(self.runner.measure_statement, measure_file, lacking, dimension)
                # of the first question: later ones differ in their periods alone
                self._store.statements.setdefault(measure_file.name, whole)
            frame = self.runner.measure(measure_file, lacking, dimension)
            self._store.add(
                key,
                lacking,
                None if frame is None else measure_file.measured(frame, self._given(lacking)),
            )
        return self._store.get(key, periods)

    def _given(self, periods) -> Callable[[str], object]:
        """What an estimate may ask for by name: a policy's value, or what is made once for a company."""
        made = {  # what MADE names
            "health_scores": lambda: health.scored(self, periods),
            "health_index_settings": lambda: self.settings.health.index,
            "classified_comments": lambda: feedback.classified_comments(self),
            "urgent_comments": lambda: feedback.urgent_comments(self, periods),
            "predicted_tickets": lambda: feedback.predicted_tickets(self),
        }
        return lambda name: made[name]() if name in made else self.settings.policies[name].value

    def kept(self, name: str, periods, make: Callable[[list[Period]], pd.DataFrame]):
        """A frame with a column ``period`` that is made once and kept with a report's numbers."""
        return self._store.kept((name, "total"), self._asked(periods), make)

    def kept_parts(
        self, name: str, make: Callable[[], dict[str, pd.DataFrame]]
    ) -> dict[str, pd.DataFrame]:
        """Frames that are made together, once for a company, and kept with a report's numbers."""
        return self._store.kept_parts(name, make)

    def _missing(self, measure_file) -> str | None:
        return measure_file.missing(*self._tables_that_count) or measure_file.undeclared(
            self.settings
        )

    @property
    def _tables_that_count(self) -> tuple[dict, dict]:
        """The known tables; where use counts as recurring, charges for it do for subscriptions."""
        filled, rows = self.known_tables
        use = self.settings.policies["usage"].value != "excluded"
        if use and "revenue_type" in filled.get("orders", ()) and not rows.get("subscriptions"):
            recurring = {"subscription_id", "customer_id", "starts_on"}
            filled = filled | {"subscriptions": recurring | set(filled.get("subscriptions", ()))}
            rows = ChainMap(
                {"subscriptions": rows["orders"]}, rows
            )  # no other table is read for it
        return filled, rows

    def _refused(self, measure_file) -> str | None:
        """Why a model that an estimate rests on tells nothing, in words."""
        if measure_file.name == "feedback/sentiment":  # each loads its models
            return feedback.why_no_labels(self)
        if measure_file.name == "feedback/conversations":
            return feedback.why_no_predictions(self)
        return None

    @property
    def known_tables(self) -> tuple[Mapping, Mapping]:
        """The tables that are there: table → its filled columns, and table → its number of rows."""
        if self._saved is not None:
            return self._saved["filled"], self._saved["rows"]
        return self._opened.filled, self._opened.rows

    def _dimensions(self, by) -> list[str]:
        filled, _ = self.known_tables
        there = {column.lower() for columns in filled.values() for column in columns}
        unread = () if self._saved is not None else self._opened.source.unread_columns
        return dimensions_asked(self.settings.dimensions if by is None else by, there, unread)

    # ------------------------------------------------------------------ behind the numbers

    @answered_once
    def rows(
        self, metric: str, period, segment: str | None = None, by: str | None = None
    ) -> pd.DataFrame:
        """The rows behind a metric or measure in a period: customers, tickets, answers.

        They are ordered by their columns from the left.
        """
        measure_file = self._measure_file_of(metric)
        note = self._missing(measure_file)
        if note:
            raise InputError(f"{metric} is {note}")
        asked = self._one_asked(period)
        dimension = one_name("a dimension", by or "total")
        if dimension not in self._dimensions([dimension]):
            raise InputError(f'the data have no column "{by}" to split by')
        if self.runner.segment(measure_file, dimension) is None:
            raise InputError(f'the rows behind {metric} cannot be split by "{by}"')
        found = self.runner.rows(measure_file, asked, dimension)
        found = measure_file.with_details(found, self._given([asked]))
        if segment is not None:
            found = of_segment(found, metric, asked, by, segment)
        return in_order(on_local_clocks(found, self.settings.time_zone))

    def _measure_file_of(self, name: str):
        measures = files_by_measure()
        one_name("a metric or measure", name)
        wanted = ALIASES[name].measures if name in ALIASES else (name,)
        for measure in wanted:
            measure_file = measures.get(measure)
            for other in (
                stand_ins(measure_file.name) if measure_file and self._missing(measure_file) else ()
            ):
                if measure in other.measures and not self._missing(other):
                    measure_file = other
                    break
            if measure_file and measure_file.rows:
                return measure_file
        known = [*METRICS, *measures]
        raise InputError(f'there are no rows behind "{name}": {did_you_mean(name, known)}')

    @answered_once
    def statements(self, family: str) -> dict[str, str]:
        """The SQL that ran, in the engine's own dialect: name of the measure file → statement.

        Each is whole. A step on which several of them stand may have been computed once for all.
        """
        (asked,) = families_asked(one_name("a family", family))
        ran = {**self._store.statements, **self._details}
        return written_out(ran, f"{asked}/")

    @contextmanager
    def noting_details(self, into: dict[str, Statement]) -> Iterator[None]:
        """Note the statements of details that are asked for meanwhile, and know no others."""
        before, self._details = self._details, into
        try:
            yield
        finally:
            self._details = before

    def know_details(self, noted: Iterable[Mapping[str, Statement]]) -> None:
        """Know the statements of details that were noted, in whatever order they come."""
        known = written_out(self._details)
        for details in map(written_out, noted):
            for name, statement in details.items():
                known[name] = min(known.get(name, statement), statement)
        self._details = dict(known)

    @answered_once
    def detail(self, name: str, periods, by: str = "total") -> pd.DataFrame:
        """A measure of another shape than one row per period and segment, such as "retention/cohorts".

        Where a table is missing, the frame is empty and ``frame.attrs["not_available"]`` says why.
        """
        return self._detail(_known(name, measure_files()), self._asked(periods), by)

    @answered_once
    def event_retention(
        self, periods: object, *, start_event: str | None = None, return_event: str | None = None,
        grain: str = "day", first_time: bool = False, by: str = "total",
    ) -> pd.DataFrame:  # fmt: skip
        """Of the users who did one event, the share who did another in each interval after it.

        One row per cohort (the day, week or month of the start event, of those that begin within
        ``periods``), age in intervals and segment: ``cohort_size``, ``retained_users``, ``share``.
        Without a name an event is any that counts as use. Recurring, the default, a user is in the
        cohort of every interval with the start event; ``first_time`` only in that of the first ever.
        At age 0 is the whole cohort. An interval that is not over is missing, not 0. Several ids of
        one person are one. Raises InputError for an event that never occurred and for another grain.
        """
        among = intervals(self._asked(periods), grain)
        measure_file = measure_files()[MEASURE_FILE]
        shown = (
            {}
            if self._missing(measure_file)
            else self._event_choices(start_event, return_event, first_time)
        )
        found = self._detail(measure_file, among, by, shown)
        return self._told(with_ages(found, among), found.attrs.get("not_available"))

    def _event_choices(
        self, start_event: str | None, return_event: str | None, first_time: bool
    ) -> dict[str, str]:
        names: list[str] = []
        if start_event is not None or return_event is not None:
            text = "select distinct event from usage_events where event is not null"
            key = ("engagement/event_names", "total")
            known = self._store.kept_whole(key, lambda: self.runner.query(text))
            names = known["event"].tolist()
        return choices(start_event, return_event, first_time, names)

    def _detail(
        self,
        measure_file: MeasureFile,
        asked: list[Period],
        by: str,
        chosen: Mapping[str, str] | None = None,
    ) -> pd.DataFrame:
        name, chosen = measure_file.name, chosen or {}
        note = self._missing(measure_file)
        if by not in self._dimensions([by]):
            note = note or f'not available: the data have no column "{by}"'
        if not note and self.runner.segment(measure_file, by) is None:
            note = f'not available: {name} cannot be split by "{by}"'
        if note:
            columns = [*measure_file.keys, *measure_file.measures]
            empty = pd.DataFrame(columns=columns).astype(
                dict.fromkeys(measure_file.measures, float)
            )
            return self._told(empty, dict.fromkeys(columns, note))
        # every span by itself: two lists may share their ends, and two spans a name
        spans = ", ".join([*(period.span for period in asked), *map("=".join, chosen.items())])
        key = (f"{name}:{spans}", by)

        def make() -> pd.DataFrame:
            whole = partial(self.runner.measure_statement, measure_file, asked, by, chosen)
            self._store.details[key] = whole
            return settled(self.runner.measure(measure_file, asked, by, chosen))

        frame = self._store.kept_whole(key, make)
        self._details |= {name: self._store.details[key]} if key in self._store.details else {}
        return self._told(frame.sort_values(list(measure_file.keys)).reset_index(drop=True))

    @answered_once
    def reconcile(self, periods=None) -> pd.DataFrame:
        """Every identity, per period, dimension and segment: the difference, and whether it holds."""
        asked = self._asked(periods or "last")
        return reconciliation.identities(self, asked)

    @answered_once
    def scorecard(self, period, family: str | Iterable[str] | None = None) -> pd.DataFrame:
        """One row per metric: value, last period, a year before, sparkline, verdict, n, interval.

        ``family`` names one family or several; what the others need is not measured.
        """
        from ..scorecard.summary import page

        asked = self._one_asked(period)
        card = self._told(
            page(self, asked, previous_periods(asked, SPARKLINE), families_asked(family))
        )
        card.attrs["lead"] = self.settings.lead
        if self.settings.notes:
            card.attrs["notes"] = self.notes(asked)
        return card

    @answered_once
    def headline(
        self, period: str | int | date | Period, family: str | None = None, *, ids: bool = True
    ) -> list[str]:
        """Three to five plain sentences about a period: of the whole company, or of one family.

        What leads and how it changed, what moved beyond noise (or that nothing did), what drives it,
        what to do now, and what in the data limits it. With ``ids=False`` no customer is named. The
        sentences are made from the numbers alone: the same data give the same ones. Raises
        InputError for a family that does not exist and for more than one period.
        """
        from ..analyses.headline import headline, table_for

        asked = self._one_asked(period)
        if family is not None:
            (family,) = families_asked(one_name("a family", family))

        def make() -> pd.DataFrame:
            table = self._headline_tables.get(asked.span)
            if table is None:
                table = table_for(self, asked, family)
            if family is None:  # the families' headlines are made from the same table
                self._headline_tables[asked.span] = table
            return pd.DataFrame([asdict(one) for one in headline(self, asked, family, table)])

        kept = self._store.kept_whole((f"headline:{asked.span}", family or "total"), make)
        return kept["text" if ids else "shared"].tolist()

    @answered_once
    def changes(self, period, family: str | Iterable[str] | None = None, by=None) -> pd.DataFrame:
        """How each metric changed since the last period and last year, and whether beyond noise.

        One row per dimension, segment, metric, variant and ``since`` (last_period, last_year):
        value, earlier, change, low, high (its 95% interval), p_value, p_corrected (Holm, over the
        rows of one ``since``) and judgement: beyond noise, within noise or not testable.
        """
        asked = self._one_asked(period)
        table = self.metrics(changes.periods_needed(asked), family, by)
        return self._told(changes.changes(table, asked, self.settings))

    def save_results(self, folder: Path, periods) -> None:
        """Measure everything for some periods and keep it in a folder, for ``open(results=folder)``."""
        asked = self._asked(periods)
        self.metrics(asked)
        self._store.save(Path(folder), self._about_tables())

    def _about_tables(self) -> dict:
        first, last = self.span
        source = self.settings.source
        return {
            "source": source if isinstance(source, str) else None,
            "locale": self.settings.locale,
            "allow": [str(folder) for folder in self.settings.allow],
            "policies": {name: policy.value for name, policy in self.settings.policies.items()},
            "filled": {name: sorted(columns) for name, columns in self.tables.filled.items()},
            "rows": dict(self.tables.rows),
            "begins": {
                name: moment.isoformat()
                for name, moment in begins(self.tables, self.tables.there).items()
            },
            "warnings": [asdict(one) for one in self.data_warnings],
            "first": first and first.isoformat(),
            "last": last and last.isoformat(),
        }


def _known(name: str, measure_files: Mapping):
    if one_name("a measure", name) not in measure_files:
        raise InputError(f'there is no measure "{name}": {did_you_mean(name, measure_files)}')
    return measure_files[name]
