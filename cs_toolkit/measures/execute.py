"""Running a measure: our SQL, the company's tables, some periods and a segment → one frame."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import pandas as pd

from ..calendar.periods import Period
from ..config.company_file import CompanyFile
from ..dialects import DUCKDB, Dialect
from ..errors import InputError
from ..tables.loading import Tables, require
from .calendar_relations import LONG, RELATIONS, first_worked_on
from .inline_values import as_cte
from .kept_steps import AS_LARGE_AS, LARGE, beyond_steps, kept_of, up_to_step
from .measure_file import MeasureFile
from .period_relations import Given, first_charge
from .rendering import Expression, Split, rendered
from .sql_text import relations_of, up_to

# how a subscription ended is known of the lost alone: split by it, everybody of a reason has left
ENDINGS = frozenset({"end_kind", "end_reason", "cancelled_on"})
# what a caller of event retention may choose: no name stands for every event that counts as use
UNCHOSEN = {"start_event": "", "return_event": "", "first_time": "no"}


@dataclass(frozen=True)
class Runner:
    """What is the same for every statement of a company."""

    tables: Tables
    settings: CompanyFile
    refuses: bool = True  # whether a table that breaks a rule answers nothing

    @property
    def dialect(self) -> Dialect:
        """The language of the engine."""
        return self.tables.source.engine.dialect

    def query(
        self, text: str, periods: Iterable[Period] = (), segment: Split | None = None
    ) -> pd.DataFrame:
        """The rows that a statement in our SQL gives."""
        return self._rows_of(text, periods, segment)

    def _rows_of(
        self, text: str, periods: Iterable[Period] = (), segment: Split | None = None,
        chosen: Mapping[str, str] | None = None,
    ) -> pd.DataFrame:  # fmt: skip
        """The rows of a statement; what many stand on is computed once, where the data are embedded."""
        periods, kept = tuple(periods), {}
        if self.tables.source.embedded:
            names = relations_of(text)
            require(self.tables, names & self.tables.all.keys(), refuses=self.refuses)
            kept = {name: self._kept_relation(name, periods) for name in sorted(names & LONG)}
            for step in kept_of(text):
                if not self._is_large(step):
                    kept[step] = self._kept(text, step, periods, segment, chosen, kept)
            text = beyond_steps(text, frozenset(kept)) if kept else text
        statement = self.statement(text, periods, segment, chosen, kept)
        return self.tables.source.engine.query(statement)

    def _kept(
        self, text: str, step: str, periods: tuple[Period, ...], segment: Split | None,
        chosen: Mapping[str, str] | None, before: Mapping[str, str],
    ) -> str:  # fmt: skip
        """The table of a step's rows, which stands on those of the steps ``before`` it."""
        select = up_to_step(text, step, frozenset(before))
        asked = (
            select, periods, segment, tuple(sorted((chosen or {}).items())), tuple(before.items()),
            self.refuses,
        )  # fmt: skip
        known = self.tables.kept_steps
        if asked not in known:
            statement = self.statement(select, periods, segment, chosen, before)
            known[asked] = self.tables.source.storage.keep(statement)
        return known[asked]

    def _kept_relation(self, name: str, periods: tuple[Period, ...]) -> str:
        """The table of a relation of the kit's own that is long: it is written out once."""
        known, asked = self.tables.kept_steps, (name, periods)
        if asked not in known:
            select = f"with {self._written_out(name, periods)} select * from {name}"
            known[asked] = self.tables.source.storage.keep(select)
        return known[asked]

    def _written_out(self, name: str, periods: tuple[Period, ...]) -> str:
        columns, rows_of = RELATIONS[name]
        rows = rows_of(Given(periods, self.settings, self.tables))
        return as_cte(name, columns, rows, self.dialect)

    def _is_large(self, step: str) -> bool:
        table = AS_LARGE_AS.get(step)
        return table in self.tables.there and self.tables.rows[table] > LARGE

    def statement(
        self, text: str, periods: Iterable[Period] = (), segment: Split | None = None,
        chosen: Mapping[str, str] | None = None, kept: Mapping[str, str] | None = None,
    ) -> str:  # fmt: skip
        """The statement as it runs, complete: in the engine's dialect, with every value in place.

        ``chosen`` are values that a caller chooses, and no policy; ``kept`` are steps that it stands
        on and the tables that hold their rows.
        """
        names = relations_of(text)
        require(self.tables, names & self.tables.all.keys(), refuses=self.refuses)
        kept, periods = kept or {}, tuple(periods)
        ctes = [
            self._written_out(name, periods)
            for name in RELATIONS
            if name in names and name not in kept
        ]
        ctes += [
            f"{step} as (select * from {name})" for step, name in kept.items() if step in names
        ]
        if not self.tables.source.embedded:
            ctes.insert(0, self.tables.ctes(sorted(names & set(self.tables.all))))
        values: dict[str, str | int | float | Expression] = {
            name: policy.value for name, policy in self.settings.policies.items()
        }
        values |= {"currency": self.settings.currency, **UNCHOSEN, **(chosen or {})}
        values["service_hours"] = self.settings.service_targets.hours
        if "$schedule" in text:
            values["schedule"] = self._schedule()
        values["known_on"] = self.tables.as_of.isoformat(sep=" ")
        split = segment or Split()
        values["segment_table"] = split.table
        before = ",\n".join(cte for cte in ctes if cte)
        return rendered(text, self.dialect, segment=split, values=values, before=before)

    def segment(self, measure_file: MeasureFile, dimension: str) -> Split | None:
        """The column that splits a measure file by a dimension; None where none of its tables has it."""
        if dimension == "total":
            return Split()
        for entry in measure_file.segment:
            found = [self._dimension_of(one, dimension) for one in entry.split(" else ")]
            shown = [Split(table, column) for table, column in found if column is not None]
            if shown:
                return replace(shown[0], otherwise=shown[1]) if len(shown) > 1 else shown[0]
        return None

    def _schedule(self) -> Expression:
        """The name of the schedule that an issue is worked on by; '' for the company's own hours."""
        hours = self.settings.business_hours
        own = "cast('' as varchar)"
        if not hours.schedules or hours.by is None:
            return Expression(own)
        splits = [
            Split(name, column)
            for name in ("tickets", "customers")
            if (column := self.tables.dimension(name, hours.by))
        ]
        if not splits:
            raise InputError(
                f'[business_hours] by = "{hours.by}": neither tickets nor customers have this column'
            )
        column = splits[0].column_in_sql
        names = [DUCKDB.literal(name) for name in hours.schedules]
        chosen = " ".join(
            f"when trim(cast({column} as varchar)) = {name} then {name}" for name in names
        )
        return Expression(f"case {chosen} else {own} end")

    def _dimension_of(self, entry: str, dimension: str) -> tuple[str, str | None]:
        """A table and its column that bears a dimension's name; "said(channel survey)" is a step, and
        "leads by customer_id" a table that is of use only where that column is filled."""
        name, _, own = entry.rstrip(")").partition("(")
        if not own:
            name, _, key = entry.partition(" by ")
            if name == "subscriptions" and dimension.lower() in ENDINGS:
                return name, None
            if key and self.tables.dimension(name, key) is None:
                return name, None
            return name, self.tables.dimension(name, dimension)
        return name, dimension.lower() if dimension.lower() in own.split() else None

    def measure(
        self, measure_file: MeasureFile, periods: list[Period], dimension: str,
        chosen: Mapping[str, str] | None = None,
    ) -> pd.DataFrame | None:  # fmt: skip
        """One row per period and segment; None where the split is not possible."""
        segment = self.segment(measure_file, dimension)
        if segment is None:
            return None
        return self._rows_of(
            measure_file.text, self._windows(measure_file, periods), segment, chosen
        )

    def measure_statement(
        self, measure_file: MeasureFile, periods: list[Period], dimension: str,
        chosen: Mapping[str, str] | None = None,
    ) -> str | None:  # fmt: skip
        """The whole statement of a measure file for some periods, split by a dimension, to be shown.

        None where the split is not possible.
        """
        segment = self.segment(measure_file, dimension)
        if segment is None:
            return None
        return self.statement(
            measure_file.text, self._windows(measure_file, periods), segment, chosen
        )

    def rows(self, measure_file: MeasureFile, period: Period, dimension: str) -> pd.DataFrame:
        """The rows of a measure file's ``rows`` step: what stands behind its numbers in a period."""
        segment = self.segment(measure_file, dimension)
        assert measure_file.rows is not None  # the caller asks only those that name the step
        text = up_to(measure_file.text, measure_file.rows, measure_file.money)
        return self.query(text, self._windows(measure_file, [period]), segment)

    def looks_back(self, measure_file: MeasureFile) -> tuple[datetime | None, ...]:
        """From when on a measure file looks at the data, where that is not said by the periods.

        Other rows than those of its tables may decide it.
        """
        relations, found = relations_of(measure_file.text), []
        if "business_hours" in relations and self.settings.business_hours.declared:
            found.append(first_worked_on(self.tables))
        if "calendar_months" in relations:
            found.append(first_charge(self.tables))
        if measure_file.periods == "to_date":
            found.append(self.tables.first_in(relations))
        return tuple(found)

    def _windows(self, measure_file: MeasureFile, periods: Iterable[Period]) -> list[Period]:
        """The spans that a measure file looks at: the periods, or others that bear the periods' names."""
        if measure_file.periods == "trailing_12_months":
            return [period.trailing_12_months() for period in periods]
        if measure_file.periods == "trailing_30_days":
            return [period.trailing_30_days() for period in periods]
        if measure_file.periods == "to_date":
            names = relations_of(measure_file.text) & self.tables.there
            require(self.tables, names, refuses=self.refuses)  # they are read in any case
            first = self.tables.first_in(names)
            return [period.since(first or period.starts_at) for period in periods]
        if measure_file.periods == "lagged":
            lag = int(self.settings.policies["acquisition_lag_months"].number)
            return [period.months_earlier(lag) for period in periods]
        return list(periods)
