"""The one door: open a company's data, and ask it for metrics, measures, rows and checks."""

from dataclasses import asdict
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from ..calendar.periods import Period, previous_periods
from ..config.notes import by_metric, notes_in
from ..errors import one_name
from ..measures import combine
from ..measures.shared_answers import answered_once
from ..scorecard import changes, reconciliation
from ..scorecard import tidy as scorecard
from ..scorecard.needed import needed
from .asked_periods import SPARKLINE
from .behind import BehindTheNumbers
from .narrowing import Names, families_of, metrics_asked, names_asked, narrowed
from .request import families_asked
from .saving import about_tables


class Company(BehindTheNumbers):
    """A company's data, opened, and every question that may be asked of it.

    Below it stand, each in a module of its own: ``OpenedData`` (the tables), ``PeriodsOfData`` (the
    periods that they can speak of), ``Measured`` (what is measured and kept) and ``BehindTheNumbers``
    (the rows and statements of a number).
    """

    @cached_property
    def _headline_tables(self) -> dict[str, pd.DataFrame]:
        return {}  # by the span of the period

    @answered_once
    def measures(
        self, periods: Any, family: Names | None = None, by: Names | None = None
    ) -> pd.DataFrame:
        """One row per period, dimension and segment; one column per measure of the families.

        A measure whose tables are missing is an empty column; ``frame.attrs["not_available"]`` says
        what each of them needs.
        """
        families = families_asked(family)
        bound = self._bound(self._asked(periods), families, by)
        # the same columns in the same order whichever tables a company has
        names = [name for measure_file in needed(families) for name in measure_file.measures]
        there = {*bound.frame, *bound.missing}
        columns = [*combine.KEYS, *dict.fromkeys(name for name in names if name in there)]
        frame = bound.frame.reset_index(drop=True).reindex(columns=columns)
        frame.attrs["units"] = {name: bound.units[name] for name in columns if name in bound.units}
        return self._labelled(frame, bound.missing)

    @answered_once
    def metrics(
        self, periods: Any, family: Names | None = None, by: Names | None = None, *,
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
        frame = self._labelled(narrowed(frame, only, segments, variants))
        frame.attrs["dimensions"] = dimensions  # also those that split none of these
        if self.settings.notes:
            frame.attrs["notes"] = {one.name: self.notes(one) for one in asked}
        return frame

    def notes(self, period: str | int | date | Period) -> dict[str, list[str]]:
        """What the team noted for a period: metric → its notes in words; "" holds those about all numbers."""
        asked = self._one_asked(period)
        return by_metric(notes_in(self.settings.notes, asked.starts_at, asked.ends_at))

    @answered_once
    def reconcile(self, periods: Any = None) -> pd.DataFrame:
        """Every identity, per period, dimension and segment: the difference, and whether it holds."""
        asked = self._asked(periods or "last")
        return reconciliation.identities(self, asked)

    @answered_once
    def scorecard(self, period: Any, family: Names | None = None) -> pd.DataFrame:
        """One row per metric: value, last period, a year before, sparkline, verdict, n, interval.

        ``family`` names one family or several; what the others need is not measured.
        """
        from ..scorecard.summary import page

        asked = self._one_asked(period)
        card = self._labelled(
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
    def changes(
        self, period: Any, family: Names | None = None, by: Names | None = None
    ) -> pd.DataFrame:
        """How each metric changed since the last period and last year, and whether beyond noise.

        One row per dimension, segment, metric, variant and ``since`` (last_period, last_year):
        value, earlier, change, low, high (its 95% interval), p_value, p_corrected (Holm, over the
        rows of one ``since``) and judgement: beyond noise, within noise or not testable.
        """
        asked = self._one_asked(period)
        table = self.metrics(changes.periods_needed(asked), family, by)
        return self._labelled(changes.changes(table, asked, self.settings))

    def save_results(self, folder: Path, periods: Any) -> None:
        """Measure everything for some periods and keep it in a folder, for ``open(results=folder)``."""
        asked = self._asked(periods)
        self.metrics(asked)
        about = about_tables(self.settings, self.tables, self.data_warnings, self.span)
        self._store.save(Path(folder), about)
