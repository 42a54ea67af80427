"""Axes that speak the unit's language: ticks where the unit has round numbers, written shortly."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axis import Axis
from matplotlib.ticker import Formatter, MaxNLocator
from numpy.typing import ArrayLike

from cs_toolkit.formatting.numbers import duration_scale, unit_formatter

# distances between ticks that are round in the unit; days and seconds go by tens like any number
_ROUND = {" min": (0.5, 1, 2, 5, 10, 15, 30), " h": (0.5, 1, 2, 3, 6, 12, 24)}


class UnitFormatter(Formatter):
    """Ticks in a unit, with as many decimals as tell them apart."""

    def __init__(self, unit: str, currency: str = "") -> None:
        self.short = unit_formatter(unit, currency)

    def __call__(self, value: float, position: int | None = None) -> str:
        """One value, for the cursor and for annotations."""
        return self.short(value)

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        """All ticks of an axis together."""
        steps = np.diff(np.unique(values))
        if not len(steps):
            return [self.short(value) for value in values]
        largest = float(np.max(np.abs(values)))
        return [self.short(value, float(steps.min()), largest) for value in values]


class DurationLocator(MaxNLocator):
    """Ticks at round numbers of the unit that reads best: every 2 h, every 15 min."""

    def __init__(self, most: int) -> None:
        super().__init__(most, steps=(1, 2, 5, 10))
        self.most = most

    def tick_values(self, vmin: float, vmax: float) -> np.ndarray:  # type: ignore[override]  # as matplotlib's own do
        """The places of the ticks, in seconds."""
        scale = duration_scale(max(abs(vmin), abs(vmax)))
        low, high = vmin / scale.size, vmax / scale.size
        for step in _ROUND.get(scale.name, ()):
            if (high - low) / step <= self.most:
                return np.arange(np.floor(low / step), np.ceil(high / step) + 1) * step * scale.size
        return np.asarray(super().tick_values(low, high)) * scale.size


def with_zero(*values: ArrayLike, room: float = 0.08) -> tuple[float, float]:
    """Limits for an axis of bars: from 0, which is always on it, to the values, with some room."""
    known = np.concatenate([np.atleast_1d(np.asarray(one, dtype=float)) for one in values])
    known = known[np.isfinite(known)]
    low, high = min(known.min(initial=0.0), 0.0), max(known.max(initial=0.0), 0.0)
    if low == high:
        return 0.0, 1.0
    return low * (1 + room), high * (1 + room)


def speak(axis: Axis, unit: str, currency: str = "", *, ticks: int = 6) -> None:
    """Give an axis the ticks and the words of a unit."""
    whole = unit == "count"
    steps = (1, 2, 5, 10)
    locator = (
        DurationLocator(ticks)
        if unit == "seconds"
        else MaxNLocator(ticks, integer=whole, steps=steps)
    )
    axis.set_major_locator(locator)
    axis.set_major_formatter(UnitFormatter(unit, currency))
