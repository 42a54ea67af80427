"""Bringing the families' measures together: one wide frame, one row per period and segment."""

from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from ..calendar.periods import Period
from ..metrics.status import EXCLUDED, Reason
from .measure_file import MeasureFile, measure_files
from .unassigned import Costs, costs_of_segments

SECONDS = tuple(f"_seconds{end}" for end in ("", "_median", "_p90", "_p95", "_censored_median"))
LARGEST = 1e15
KEYS = ["period", "dimension", "segment"]


class Rows(Mapping[str, np.ndarray]):
    """Some rows of many columns; each column is taken when somebody asks for it."""

    def __init__(self, columns: Mapping[str, np.ndarray], where: np.ndarray):
        self._columns, self._where = columns, where
        self._taken: dict[str, np.ndarray] = {}

    def __getitem__(self, name: str) -> np.ndarray:
        if name not in self._taken:
            self._taken[name] = self._columns[name][self._where]
        return self._taken[name]

    def __contains__(self, name: object) -> bool:
        return name in self._columns

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return int(self._where.sum())


@dataclass(frozen=True)
class Bound:
    """Measures side by side: a wide frame, the unit of each, what is missing and why, which rows
    each measure speaks for, what a model refused to tell and why, and what is known of the costs
    of segments."""

    frame: pd.DataFrame
    units: dict[str, str]
    missing: dict[str, str]
    seen: dict[str, np.ndarray]
    refused: dict[str, str]
    costs: Costs

    @cached_property
    def columns(self) -> dict[str, np.ndarray]:
        """The frame's columns as plain arrays."""
        return {
            name: column.to_numpy(object if name in KEYS else float)
            for name, column in self.frame.items()
        }

    @cached_property
    def withheld(self) -> dict[str, np.ndarray]:
        """For each cost the reason why it is not available, row by row; empty where it is."""
        return {name: words.to_numpy(object) for name, words in self.costs.withheld.items()}

    @cached_property
    def totals(self) -> Rows:
        """The rows of the whole company."""
        return Rows(self.columns, self.columns["dimension"] == "total")

    def rows(self, measures: Iterable[str], whole: Iterable[str] = ()) -> Rows:
        """The rows for which any of some measures speaks.

        Where ``whole`` measures cannot be split they are the total's, a denominator that is the same
        for every segment: customers at the start, for invitations by platform. A cost that is
        withheld is missing.
        """
        changed = {name: self._undivided(name) for name in whole}
        for name in self.withheld.keys() & set(measures):
            own = changed.get(name, self.columns[name])
            changed[name] = np.where(self.withheld[name] != "", np.nan, own)
        return Rows(ChainMap(changed, self.columns), self.where(measures))

    def where(self, measures: Iterable[str]) -> np.ndarray:
        """A mark on each row for which any of some measures speaks."""
        return np.logical_or.reduce([self.seen[name] for name in measures])

    def _undivided(self, name: str) -> np.ndarray:
        own = self.columns[name]
        lacks = np.isnan(own) & ~self.seen[name]
        if not lacks.any():
            return own
        total = dict(zip(self.totals["period"], self.totals[name], strict=True))
        of_period = [total.get(period, np.nan) for period in self.columns["period"]]
        return np.where(lacks, of_period, own)


def bind(
    wanted: list[MeasureFile],
    periods: list[Period],
    dimensions: list[str],
    measured: Callable[[MeasureFile, list[Period], str], pd.DataFrame | None],
    missing: Callable[[MeasureFile], str | None],
    refused: Callable[[MeasureFile], str | None],
    unassigned: str,
    currency: str,
) -> Bound:
    """One frame of every measure file's measures. Where nothing was found a sum is 0, a median missing.

    A cost of a segment is what the policy ``unassigned`` says of spend that names none.
    """
    notes = {measure_file.name: missing(measure_file) for measure_file in wanted}
    there = [
        measure_file
        for measure_file in wanted
        if not notes[measure_file.name] and _is_needed(measure_file, notes)
    ]
    units = {
        name: unit_of(name, measure_file)
        for measure_file in there
        for name in measure_file.measures
    }
    absent = {
        name: why
        for measure_file in wanted
        if (why := notes[measure_file.name]) and not measure_file.instead_of
        for name in measure_file.measures
        if name not in units
    }
    blocks = []
    for dimension in dimensions:
        parts = {
            measure_file.name: measured(measure_file, periods, dimension) for measure_file in there
        }
        blocks.append(_side_by_side(there, parts, periods, dimension))
    frame = _stacked([block for block, _ in blocks], [*KEYS, *units])
    seen: dict[str, np.ndarray] = {}
    for measure_file in there:
        marks = [marks[measure_file.name] for _, marks in blocks]
        seen |= dict.fromkeys(measure_file.measures, np.concatenate(marks))
    reasons = {
        measure_file: refused(measure_file) for measure_file in there if measure_file.estimates
    }
    silent = {
        name: why for measure_file, why in reasons.items() if why for name in measure_file.measures
    }
    costs = [name for measure_file in there for name in measure_file.costs]
    settled = costs_of_segments(frame, costs, unassigned, currency)
    for name, words in settled.notes.items():  # what is allocated to a segment speaks for it
        seen[name] = seen[name] | words.ne("").to_numpy()
    exact = _within_what_is_exact(settled.frame, units, silent)
    return Bound(*exact, absent, seen, silent, settled)


def _within_what_is_exact(
    frame: pd.DataFrame, units: dict, silent: dict
) -> tuple[pd.DataFrame, dict]:
    """The frame without sums of money beyond 10^15, which are not exact; ``silent`` says so."""
    columns = {}
    for name in (name for name, unit in units.items() if unit == "money"):
        beyond = frame[name].abs() > LARGEST
        if beyond.any():
            columns[name] = frame[name].mask(beyond)
            silent[name] = Reason(
                f"not available: {name} is above 10^15, beyond which sums are not exact to the "
                "smallest unit: count in thousands or millions of the currency",
                EXCLUDED,
            )
    return frame.assign(**columns), units


def _is_needed(measure_file: MeasureFile, notes: dict[str, str | None]) -> bool:
    """Whether everything that a measure file stands in for is missing; most stand in for nothing."""
    primary = measure_file.instead_of
    return primary is None or (bool(notes[primary]) and _is_needed(measure_files()[primary], notes))


def unit_of(measure: str, measure_file: MeasureFile) -> str:
    """The unit of a measure: money is declared, seconds and months are named, the rest are counts."""
    if measure in measure_file.money:
        return "money"
    if "months" in measure.split("_"):
        return "months"
    return "seconds" if measure.endswith(SECONDS) else "count"


def _side_by_side(
    there: list[MeasureFile], parts: dict, periods: list[Period], dimension: str
) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """The columns of one dimension, and for each measure file a mark on the rows that it speaks for.

    A row is a period with a segment that any measure_file found, in the order of time, then by name.
    """
    of_parts = {
        measure_file.name: _columns_of(parts[measure_file.name], measure_file.measures)
        for measure_file in there
        if parts[measure_file.name] is not None
    }
    if dimension == "total":
        segments = [""]
    else:
        segments = sorted({name for part in of_parts.values() for name in part["segment"]})
    rows = [(period.name, segment) for period in periods for segment in segments]
    places = {key: place for place, key in enumerate(rows)}
    columns = {
        "period": np.array([name for name, _ in rows], dtype=object),
        "dimension": np.full(len(rows), dimension, dtype=object),
        "segment": np.array([segment for _, segment in rows], dtype=object),
    }
    marks = {}
    for measure_file in there:
        part = of_parts.get(measure_file.name)
        if part is None:  # the measure file's tables do not have this dimension
            columns |= {name: np.full(len(rows), np.nan) for name in measure_file.measures}
            marks[measure_file.name] = np.zeros(len(rows), dtype=bool)
            continue
        found = [places.get(key, -1) for key in zip(part["period"], part["segment"], strict=True)]
        known = np.array(found, dtype=int) >= 0
        into = np.array(found, dtype=int)[known]
        for name in measure_file.measures:
            column = np.full(len(rows), np.nan)
            column[into] = part[name][known]
            # where nothing was found a sum is 0, and a median is missing
            columns[name] = (
                column if name in measure_file.empty else np.where(np.isnan(column), 0.0, column)
            )
        speaks_for = set(part["segment"]) if dimension != "total" else {""}
        marks[measure_file.name] = np.array(
            [segment in speaks_for for _, segment in rows], dtype=bool
        )
    return columns, marks


def _columns_of(part: pd.DataFrame, measures: Iterable[str]) -> dict[str, np.ndarray]:
    """A frame's columns as plain arrays: the names of periods and segments, measures as floats."""
    columns = {name: part[name].to_numpy(object) for name in ("period", "segment")}
    for name in measures:
        columns[name] = pd.to_numeric(part[name]).to_numpy(float, na_value=np.nan)
    return columns


def _stacked(blocks: list[dict[str, np.ndarray]], names: list[str]) -> pd.DataFrame:
    if not blocks:
        return pd.DataFrame(columns=names)
    return pd.DataFrame({name: np.concatenate([one[name] for one in blocks]) for name in names})
