"""How long things take: how many took how long, and where mean, median and the slowest tenth lie."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FixedLocator, NullLocator

from cs_toolkit.wording import value_in_words

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline
from .labels import above_marks
from .palette import SERIES
from .units import UnitFormatter, speak

MINUTE, HOUR, DAY = 60, 3600, 86400
ROUND_TIMES = (1, 5, 15, MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY, 90 * DAY, 365 * DAY)  # fmt: skip


@draws(height=3.9)
def histogram(
    frame: pd.DataFrame,
    ax: Axes | None = None,
    *,
    marks: Mapping[str, float] | None = None,
    unit: str = "seconds",
    currency: str | None = None,
    log: bool = False,
    bins: int = 30,
    title: str = "How long it takes",
) -> Axes:
    """Draw how often values occur: rows of ``value``, and ``count`` if each stands for several.

    ``marks`` are named values ("median", "p90"), drawn as lines with their names. ``log`` spreads
    a skewed time over factors instead of differences; values of 0 then stand in the first bar.
    """
    frames.need(frame, ["value"], "histogram")
    values = frames.numbers(frame, "value")
    counts = frames.numbers(frame, "count") if "count" in frame.columns else np.ones(len(frame))
    known = np.isfinite(values) & (counts > 0)
    values, counts = values[known], counts[known]
    if not len(values) or (log and not (values > 0).any()):
        return no_data(ax, title)
    currency = frames.currency_of(frame, currency)
    if log:
        smallest = values[values > 0].min()
        values = np.maximum(values, smallest)
        edges = np.geomspace(smallest, max(values.max(), smallest * 1.001), bins + 1)
        edges[0], edges[-1] = smallest, max(values.max(), edges[-1])
        ax.set_xscale("log")
    else:
        edges = np.histogram_bin_edges(values, bins)
    heights, *_ = ax.hist(values, edges, weights=counts, color=SERIES[0], linewidth=0.6)
    speak(ax.yaxis, "count", ticks=5)
    _time_axis(ax, edges, unit, currency, log)
    shown = [
        (x, f"{name} {value_in_words(x, unit, currency)}") for name, x in (marks or {}).items()
    ]
    shown = [(x, words) for x, words in shown if np.isfinite(x)]
    above_marks(ax, shown)
    headline(ax, title)
    told = pd.DataFrame({"from": edges[:-1], "to": edges[1:], "count": heights})
    units = {"count": "count", "from": unit, "to": unit}
    ends = [value_in_words(end, unit, currency) for end in (values.min(), values.max())]
    said = [
        f"{counts.sum():,.0f} in all, from {ends[0]} to {ends[1]}",
        *(words for _, words in shown),
    ]
    return remember(ax, told, units, currency, tell=[], said="; ".join(said))


def _time_axis(ax: Axes, edges: np.ndarray, unit: str, currency: str, log: bool) -> None:
    if log and unit == "seconds":
        inside = [time for time in ROUND_TIMES if edges[0] <= time <= edges[-1]]
        ax.xaxis.set_major_locator(FixedLocator(inside))
        ax.xaxis.set_major_formatter(_OneByOne(unit))
    elif log:
        ax.xaxis.set_major_formatter(_OneByOne(unit, currency))
    else:
        speak(ax.xaxis, unit, currency, ticks=8)
    ax.xaxis.set_minor_locator(NullLocator())


class _OneByOne(UnitFormatter):
    """Each tick in the unit that suits it: over factors no two share a scale."""

    def format_ticks(self, values):
        return [self.short(value) for value in values]
