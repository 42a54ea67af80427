"""What stands behind the numbers: rows, statements, measures of another shape."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property, partial
from typing import Any

import pandas as pd

from ..analyses.event_retention import MEASURE_FILE, choices, intervals, with_ages
from ..calendar.periods import Period
from ..calendar.wall_clock import on_local_clocks
from ..dialects import quoted_name
from ..errors import InputError, did_you_mean, one_name
from ..measures import MeasureFile, files_by_measure, measure_files, stand_ins
from ..measures.dtypes import settled
from ..measures.shared_answers import answered_once
from ..measures.store import Statement, written_out
from ..metrics import ALIASES, METRICS
from .estimate_inputs import inputs_of
from .measured import Measured
from .own_tables import columns_of, rows_of_select
from .request import families_asked, of_segment


class BehindTheNumbers(Measured):
    """The rows that a number counts, the SQL that ran, and details such as cohorts."""

    @answered_once
    def rows(
        self, metric: str, period: Any, segment: str | None = None, by: str | None = None
    ) -> pd.DataFrame:
        """The rows behind a metric or measure in a period: customers, tickets, answers."""
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
        found = measure_file.with_details(found, inputs_of(self._company, [asked]))
        if segment is not None:
            found = of_segment(found, metric, asked, by, segment)
        found = on_local_clocks(found, self.settings.time_zone)
        return found.reset_index(drop=True)

    def _measure_file_of(self, name: str) -> MeasureFile:
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

    @cached_property
    def _details(self) -> dict[str, Statement]:
        return {}  # the statements of the details that were asked for

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
    def detail(self, name: str, periods: Any, by: str = "total") -> pd.DataFrame:
        """A measure of another shape than one row per period and segment, such as "retention/cohorts".

        Where a table is missing, the frame is empty and ``frame.attrs["not_available"]`` says why.
        """
        return self._detail(_file_called(name), self._asked(periods), by)

    @answered_once
    def event_retention(
        self, periods: Any, *, start_event: str | None = None, return_event: str | None = None,
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
        return self._labelled(with_ages(found, among), found.attrs.get("not_available"))

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
        note: str | None = self._missing(measure_file)
        if by not in self._dimensions([by]):
            note = note or f'not available: the data have no column "{by}"'
        if not note and self.runner.segment(measure_file, by) is None:
            note = f'not available: {name} cannot be split by "{by}"'
        if note:
            columns = [*measure_file.keys, *measure_file.measures]
            empty = pd.DataFrame(columns=columns).astype(
                dict.fromkeys(measure_file.measures, float)
            )
            return self._labelled(empty, dict.fromkeys(columns, note))
        # every span by itself: two lists may share their ends, and two spans a name
        spans = ", ".join([*(period.span for period in asked), *map("=".join, chosen.items())])
        key = (f"{name}:{spans}", by)

        def make() -> pd.DataFrame:
            whole = partial(self.runner.measure_statement, measure_file, asked, by, chosen)
            self._store.details[key] = whole
            return settled(self.runner.measure(measure_file, asked, by, chosen))

        frame = self._store.kept_whole(key, make)
        self._details |= {name: self._store.details[key]} if key in self._store.details else {}
        return self._labelled(frame.sort_values(list(measure_file.keys)).reset_index(drop=True))

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


def _file_called(name: str) -> MeasureFile:
    known = measure_files()
    if one_name("a measure", name) not in known:
        raise InputError(f'there is no measure "{name}": {did_you_mean(name, known)}')
    return known[name]
