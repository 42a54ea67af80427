"""What is measured for a company: what a question needs, once, and kept for the next."""

from collections import ChainMap
from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from functools import partial
from typing import Any, cast

import pandas as pd

from ..calendar.periods import Period
from ..measures import MeasureFile, combine
from ..measures.company_data import CompanyData
from ..measures.coverage import Coverage, tables_needed
from ..measures.unassigned import POLICY, weight_of
from ..metrics.status import Reason
from ..progress import measuring
from ..scorecard.needed import needed, needed_for
from ..tables.begins import begins
from .asked_periods import PeriodsOfData
from .cache import code_fingerprint
from .estimate_inputs import MADE, inputs_of, why_refused
from .fingerprints import of_tables, tables_of
from .narrowing import Names
from .request import dimensions_asked


class Measured(PeriodsOfData):
    """Measures of some periods and dimensions, and the frames that are kept beside them."""

    def _bound(
        self,
        periods: list[Period],
        families: list[str],
        by: Names | None,
        only: tuple[str, ...] = (),
    ) -> combine.Bound:
        unassigned = self.settings.policies[POLICY].choice
        names = self._measure_files(families, only)
        return combine.bind(
            names, periods, self._dimensions(by), self._measured, self._missing, partial(why_refused, self._company),
            unassigned, self.settings.currency,
        )  # fmt: skip

    def _measured(
        self, measure_file: MeasureFile, periods: list[Period], dimension: str
    ) -> pd.DataFrame | None:
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
                None
                if frame is None
                else measure_file.measured(frame, inputs_of(self._company, lacking)),
            )
        return self._store.get(key, periods)

    @property
    def _company(self) -> CompanyData:
        """The whole company: an estimate may stand on any other question about it."""
        return cast(CompanyData, self)

    def _measure_files(self, families: list[str], only: tuple[str, ...] = ()) -> list[MeasureFile]:
        """What must be measured for some families, or for some of their metrics alone."""
        weight = weight_of(self.settings.policies[POLICY].choice)
        measure_files = needed(families, weight)
        return needed_for((*only, *weight), measure_files) if only else measure_files

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

    def _kept_answer(
        self, measure_files: Collection[MeasureFile], asked: tuple, make: Callable[[], pd.DataFrame]
    ) -> pd.DataFrame:
        """An answer from earlier over the same data, settings and code, or made and kept now."""
        if self.cache is None or not self._may_be_kept:
            return make()
        names = tables_of(measure_files, self._opened, MADE)
        content = of_tables(names, self._opened, self._digests)
        if content is None:
            return make()
        looks_back = [self.runner.looks_back(one) for one in measure_files]
        answer = self.cache.answer(
            (asked, repr(self.settings), self.as_of, looks_back, content,
             code_fingerprint()),
            make, self._opened.source.folders.moved,
        )  # fmt: skip
        self._answered_from |= names
        return answer

    def notices_kept(self, make: Callable[[], list[str]]) -> list[str]:
        """The lines about the tables that answers stand on; what was kept is not read for them."""
        names = self._answered_from
        content = of_tables(names, self._opened, self._digests) if names else None
        if self.cache is None or content is None:
            return make()
        frame = self.cache.answer(
            ("notices", repr(self.settings), self.as_of, content, code_fingerprint()),
            lambda: pd.DataFrame({"line": make()}, dtype=object),
            self._opened.source.folders.moved,
        )
        return frame["line"].tolist()

    def _labelled(self, frame: pd.DataFrame, not_available: Mapping | None = None) -> pd.DataFrame:
        """The frame with what a table or a figure of it must know and no column says."""
        frame.attrs["currency"] = self.settings.currency
        frame.attrs["small_sample"] = self.settings.policies["small_sample"].value
        frame.attrs[POLICY] = self.settings.policies[POLICY].value
        if not_available:
            frame.attrs["not_available"] = dict(not_available)
        return frame

    def kept(
        self, name: str, periods: Any, make: Callable[[list[Period]], pd.DataFrame]
    ) -> pd.DataFrame:
        """A frame with a column ``period`` that is made once and kept with a report's numbers."""
        return self._store.kept((name, "total"), self._asked(periods), make)

    def kept_parts(
        self, name: str, make: Callable[[], dict[str, pd.DataFrame]]
    ) -> dict[str, pd.DataFrame]:
        """Frames that are made together, once for a company, and kept with a report's numbers."""
        return self._store.kept_parts(name, make)

    def _missing(self, measure_file: MeasureFile) -> Reason | None:
        return measure_file.missing(*self._tables_that_count) or measure_file.undeclared(
            self.settings
        )

    @property
    def _tables_that_count(self) -> tuple[Mapping, Mapping]:
        """The known tables; where use counts as recurring, charges for it do for subscriptions."""
        filled, rows = self.known_tables
        use = self.settings.policies["usage"].value != "excluded"
        if use and "revenue_type" in filled.get("orders", ()) and not rows.get("subscriptions"):
            recurring = {"subscription_id", "customer_id", "starts_on"}
            recurring |= set(filled.get("subscriptions", ()))
            filled = {**filled, "subscriptions": recurring}
            # no other table is read for it
            rows = ChainMap({"subscriptions": rows["orders"]}, cast(dict, rows))
        return filled, rows

    def _dimensions(self, by: Names | None) -> list[str]:
        filled, _ = self.known_tables
        there = {column.lower() for columns in filled.values() for column in columns}
        unread = () if self._saved is not None else self._opened.source.unread_columns
        return dimensions_asked(self.settings.dimensions if by is None else by, there, unread)
