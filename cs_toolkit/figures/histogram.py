"""How long things take: how many took how long, and where mean, median and the slowest tenth lie."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, NullLocator

from cs_toolkit.formatting.numbers import unit_formatter, value_in_words
from cs_toolkit.language import gettext, translated
from cs_toolkit.language.numbers import number

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline
from .labels import above_marks
from .palette import SERIES
from .style import paper_of
from .units import speak

# The ticks of a logarithmic axis of durations, each in the words that people have for it.
ROUND_TIMES = {
    1: "1 s", 5: "5 s", 15: "15 s", 60: "1 min", 300: "5 min", 900: "15 min", 3600: "1 h",
    4 * 3600: "4 h", 86400: "1 day", 3 * 86400: "3 days", 7 * 86400: "7 days",
    30 * 86400: "30 days", 90 * 86400: "90 days", 365 * 86400: "1 year",
}  # fmt: skip
LETTERS, GAP = 10.5, 5  # points


@draws(height=3.9)
def histogram(
    frame: pd.DataFrame,
    ax: Axes,
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
        largest = max(values.max(), smallest * 2)
        edges = np.geomspace(smallest, largest, bins + 1)
        edges[0], edges[-1] = smallest, largest  # rounding must leave no value outside
        ax.set_xscale("log")
    else:
        edges = np.histogram_bin_edges(values, bins)
    heights, *_ = ax.hist(values, list(edges), weights=counts, color=SERIES[0], linewidth=0.6)
    speak(ax.yaxis, "count", ticks=5)
    shown = [
        (x, f"{translated(name)} {value_in_words(x, unit, currency)}")
        for name, x in (marks or {}).items()
    ]
    shown = [(x, words) for x, words in shown if np.isfinite(x)]
    above_marks(ax, shown)
    _time_axis(ax, unit, currency, log)
    headline(ax, title)
    lines = pd.DataFrame({"from": edges[:-1], "to": edges[1:], "count": heights})
    units = {"count": "count", "from": unit, "to": unit}
    ends = [value_in_words(end, unit, currency) for end in (values.min(), values.max())]
    said = [
        gettext(
            "{count} in all, from {low} to {high}",
            count=number(counts.sum()),
            low=ends[0],
            high=ends[1],
        ),
        *(words for _, words in shown),
    ]
    return remember(ax, lines, units, currency, tell=[], said="; ".join(said))


def _time_axis(ax: Axes, unit: str, currency: str, log: bool) -> None:
    start, end = ax.get_xlim()
    inside = [time for time in ROUND_TIMES if start <= time <= end]
    if log and unit == "seconds" and len(inside) > 1:
        inside = _with_room(ax, inside)
        ax.set_xticks(inside, [ROUND_TIMES[time] for time in inside])
    elif log:
        short = unit_formatter(unit, currency)
        ax.xaxis.set_major_formatter(FuncFormatter(lambda value, place: short(value)))
    else:
        speak(ax.xaxis, unit, currency, ticks=8)
    ax.xaxis.set_minor_locator(NullLocator())


def _with_room(ax: Axes, times: list[int]) -> list[int]:
    """The times whose names fit beside one another, from the left."""
    start, end = np.log(ax.get_xlim())
    width = paper_of(ax).get_figwidth() * ax.get_position().width * 72
    kept, free_from = [], -np.inf
    for time in times:
        half = 0.62 * LETTERS * len(ROUND_TIMES[time]) / 2
        middle = (np.log(time) - start) / (end - start) * width
        if middle - half >= free_from:
            kept.append(time)
            free_from = middle + half + GAP
    return kept
