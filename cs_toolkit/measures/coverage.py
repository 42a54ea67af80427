"""How far back the tables reach on which a measure stands: what lies before is not known, and not 0.

The month in which a table begins counts whole, as if nothing had happened on its first days.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from ..calendar.periods import Period, month_of
from ..metrics.status import BEFORE_DATA, Reason
from .measure_file import MeasureFile, files_by_measure, stand_ins


@dataclass(frozen=True)
class Coverage:
    """``begins`` has the first moment of each table that records what happens; ``filled`` the
    company's tables with their columns."""

    begins: Mapping[str, datetime] = field(default_factory=dict)
    filled: Mapping[str, Collection[str]] = field(default_factory=dict)

    @cached_property
    def first_month(self) -> datetime | None:
        """The last month in which one of the tables begins: from there on all is covered."""
        return max((month_of(one)[0] for one in self.begins.values()), default=None)

    def reason(self, measures: Iterable[str], period: Period) -> Reason | None:
        """Why a period is not covered at all; None where it is, at least in part."""
        late = self._late(measures, period)
        if late is None or month_of(late[1])[0] < period.ends_at:
            return None
        return Reason(
            f"not available: table {late[0]} begins on {late[1]:%Y-%m-%d}, after {period.name}",
            BEFORE_DATA,
        )

    def remark(self, measures: Iterable[str], period: Period) -> str:
        """What is said of a period that begins before its data; empty where all of it is covered."""
        late = self._late(measures, period)
        if late is None:
            return ""
        return f"table {late[0]} begins on {late[1]:%Y-%m-%d}: only what it covers counts"

    def _late(self, measures: Iterable[str], period: Period) -> tuple[str, datetime] | None:
        """The table that begins last, in a month after the one in which the period begins."""
        if self.first_month is None or self.first_month <= period.starts_at:
            return None
        names = {name for measure in measures for name in self._tables(measure)}
        found = [(name, self.begins[name]) for name in sorted(names) if name in self.begins]
        found = [one for one in found if month_of(one[1])[0] > period.starts_at]
        return max(found, key=lambda one: one[1], default=None)

    def _tables(self, measure: str) -> list[str]:
        """The tables that a measure cannot do without, of this company's."""
        measure_file = files_by_measure().get(measure)
        if measure_file is None:
            return []
        among = (measure_file, *stand_ins(measure_file.name))
        return next((names for one in among if (names := tables_needed(one, self.filled))), [])


def tables_needed(measure_file: MeasureFile, filled: Mapping[str, Collection[str]]) -> list[str]:
    """The tables that a measure file needs, where a company has each of them; else none."""
    found = []
    for choices in measure_file.needs:
        there = [need.table for need in choices if not need.lacks(filled)]
        if not there:
            return []
        found.append(there[0])
    return found


EVERYTHING = Coverage()  # where nothing is known of when the tables begin
