"""Axes that speak the unit's language: ticks where the unit has round numbers, written shortly."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axis import Axis
from matplotlib.ticker import Formatter, MaxNLocator

from cs_toolkit.wording import duration_scale, unit_formatter

_ROUND = {" s": (1, 2, 3, 6, 10), " min": (1, 1.5, 2, 3, 6, 10), " h": (1, 1.2, 2.4, 3, 6, 10)}


class UnitFormatter(Formatter):
    """Ticks in a unit, with as many decimals as tell them apart."""

    def __init__(self, unit: str, currency: str = ""):
        self.short = unit_formatter(unit, currency)

    def __call__(self, value, position=None):
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

    def tick_values(self, vmin, vmax):
        """The places of the ticks, in seconds."""
        scale = duration_scale(max(abs(vmin), abs(vmax)))
        self.set_params(steps=_ROUND.get(scale.name, (1, 2, 5, 10)))
        return super().tick_values(vmin / scale.size, vmax / scale.size) * scale.size


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
