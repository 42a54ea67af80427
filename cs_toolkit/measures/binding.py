"""Bringing the families' measures together: one wide frame, one row per period and segment."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..periods import Period
from ..status import EXCLUDED, Reason
from .ladder import Ladder, ladders
from .unassigned import Costs, costs_of_segments

SECONDS = tuple(f"_seconds{end}" for end in ("", "_median", "_p90", "_p95", "_censored_median"))
LARGEST = 1e15
KEYS = ["period", "dimension", "segment"]


@dataclass(frozen=True)
class Bound:
    """Measures side by side: a wide frame, the unit of each, what is missing and why, which rows
    each measure speaks for, what a model refused to tell and why, and what is known of the costs
    of segments."""

    frame: pd.DataFrame
    units: dict[str, str]
    missing: dict[str, str]
    seen: dict[str, pd.Series]
    refused: dict[str, str]
    costs: Costs

    def with_whole(self, names: Iterable[str]) -> pd.DataFrame:
        """The frame in which these measures, where they cannot be split, are the total's.

        A denominator that is the same for every segment: customers at the start, for invitations
        by platform.
        """
        columns = {}
        for name in names:
            total = self.frame.loc[self.frame["dimension"] == "total"].set_index("period")[name]
            undivided = self.frame[name].isna() & ~self.seen[name]
            columns[name] = self.frame[name].mask(undivided, self.frame["period"].map(total))
        return self.frame.assign(**columns)


def bind(
    wanted: list[Ladder],
    periods: list[Period],
    dimensions: list[str],
    measured: Callable[[Ladder, list[Period], str], pd.DataFrame | None],
    missing: Callable[[Ladder], str | None],
    refused: Callable[[Ladder], str | None],
    unassigned: str,
    currency: str,
) -> Bound:
    """One frame of every ladder's measures. Where nothing was found a sum is 0, a median missing.

    A cost of a segment is what the policy ``unassigned`` says of spend that names none.
    """
    frames, found = [], {}
    notes = {ladder.name: missing(ladder) for ladder in wanted}
    there = [ladder for ladder in wanted if not notes[ladder.name] and _is_needed(ladder, notes)]
    units = {name: unit_of(name, ladder) for ladder in there for name in ladder.measures}
    absent = {
        name: notes[ladder.name]
        for ladder in wanted
        for name in ladder.measures
        if name not in units and not ladder.instead_of
    }
    for dimension in dimensions:
        parts = {ladder.name: measured(ladder, periods, dimension) for ladder in there}
        grid = _grid(parts.values(), periods, dimension)
        columns = [grid]
        for ladder in there:
            own, marks = _beside(grid, parts[ladder.name], ladder, dimension)
            columns.append(own)
            found.setdefault(ladder.name, []).append(marks)
        frames.append(pd.concat(columns, axis=1))
    frame = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=KEYS)
    seen = {}
    for ladder in there:
        marks = pd.Series(np.concatenate(found[ladder.name]), frame.index)
        seen |= dict.fromkeys(ladder.measures, marks)
    reasons = {ladder: refused(ladder) for ladder in there if ladder.estimates}
    silent = {name: why for ladder, why in reasons.items() if why for name in ladder.measures}
    costs = [name for ladder in there for name in ladder.costs]
    settled = costs_of_segments(frame, costs, unassigned, currency)
    for name, words in settled.notes.items():  # what is allocated to a segment speaks for it
        seen[name] = seen[name] | words.ne("")
    exact = _within_what_is_exact(settled.frame, units, silent)
    return Bound(*exact, absent, seen, silent, settled)


def _within_what_is_exact(frame: pd.DataFrame, units: dict, silent: dict):
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


def _is_needed(ladder: Ladder, notes: dict[str, str | None]) -> bool:
    """Whether everything that a ladder stands in for is missing; most stand in for nothing."""
    primary = ladder.instead_of
    return primary is None or (bool(notes[primary]) and _is_needed(ladders()[primary], notes))


def unit_of(measure: str, ladder: Ladder) -> str:
    """The unit of a measure: money is declared, seconds and months are named, the rest are counts."""
    if measure in ladder.money:
        return "money"
    if "months" in measure.split("_"):
        return "months"
    return "seconds" if measure.endswith(SECONDS) else "count"


def _grid(parts, periods: list[Period], dimension: str) -> pd.DataFrame:
    """Every period with every segment that any ladder found, in the order of time, then by name."""
    if dimension == "total":
        segments = [""]
    else:
        segments = sorted({name for part in parts if part is not None for name in part["segment"]})
    rows = [(period.name, dimension, segment) for period in periods for segment in segments]
    return pd.DataFrame(rows, columns=KEYS)


def _beside(grid: pd.DataFrame, part, ladder: Ladder, dimension: str):
    """A ladder's columns for the grid's rows, and a mark on the rows that it speaks for."""
    if part is None:  # the ladder's tables do not have this dimension
        nothing = pd.DataFrame(np.nan, grid.index, list(ladder.measures))
        return nothing, np.zeros(len(grid), dtype=bool)
    found = part[["period", "segment", *ladder.measures]]
    joined = grid.merge(found, how="left", on=["period", "segment"], sort=False)
    columns = {}
    for name in ladder.measures:
        column = pd.to_numeric(joined[name]).astype(float)
        if name not in ladder.empty:
            column = column.fillna(0.0)
        columns[name] = column
    known = set(found["segment"])
    marks = joined["segment"].isin(known) if dimension != "total" else [True] * len(grid)
    return pd.DataFrame(columns, grid.index), np.asarray(marks, dtype=bool)
