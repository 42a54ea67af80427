"""Several lines on one axis: variants of a metric, segments, or metrics of one unit, named at their ends."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.formatting.numbers import value_in_words
from cs_toolkit.language import gettext

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline
from .labels import End, beside
from .lettering import shortened
from .palette import INK, NEUTRAL, SERIES
from .period_axis import period_axis
from .units import speak


@draws(height=4.0)
def variants(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    by: str = "variant",
    highlight: Sequence[str] = (),
    title: str | None = None,
    unit: str | None = None,
    currency: str | None = None,
) -> Axes:
    """Draw one line for each variant (or segment, or metric: ``by``) over the frame's periods.

    Up to seven lines have a colour and a label each. Of more, those in ``highlight`` do, or else
    the highest and the lowest at the end; the others are grey. Raises ``InputError`` if a period
    comes twice in one line.
    """
    frames.need(frame, [by, "period", "value"], "variants")
    frames.one_row_each(frame, [by, "period"], "variants", "keep one metric and one split")
    unit, currency = frames.unit_of(frame, unit), frames.currency_of(frame, currency)
    title = title or gettext(
        "{metric} by {dimension}",
        metric=frames.what_is_drawn(frame),
        dimension=frames.split_of(frame, by),
    )
    if frames.nothing_in(frames.numbers(frame, "value")):
        return no_data(ax, title)
    periods = sorted(frame["period"].unique())
    place = {period: number for number, period in enumerate(periods)}
    lines = [_line(rows, name, place) for name, rows in frame.groupby(by, sort=False)]
    lines = [line for line in lines if np.isfinite(line[2]).any()]
    named = _named(lines, highlight)
    ends = []
    for name, x, y in lines:
        colour = SERIES[named.index(name) % len(SERIES)] if name in named else NEUTRAL
        few = {"marker": "o", "markersize": 5} if len(periods) <= 16 else {}
        look = few if name in named else {"linewidth": 1.1, "zorder": 1.8}
        ax.plot(x, y, color=colour, label=frames.name_of(name, by), **look)
        alone = _alone(y)
        if alone.any() and not (few and name in named):
            ax.plot(x[alone], y[alone], "o", color=colour, markersize=5)
        if name in named:
            last = int(np.flatnonzero(np.isfinite(y))[-1])
            label = f"{shortened(frames.name_of(name, by), 24)} {value_in_words(y[last], unit, currency)}"
            if last < len(y) - 1:  # a label at the edge of the paper would speak of the last period
                label += "\n" + gettext("in {period}", period=periods[last])
            ends.append(End(x[last], y[last], label, colour if len(lines) > 1 else INK))
    period_axis(ax, periods, room=0.35)
    speak(ax.yaxis, unit, currency)
    ax.set_ylim(ax.get_ylim())
    beside(ax, ends)
    grey = len(lines) - len(named)
    headline(ax, title, gettext("grey: the other {count}", count=grey) if grey else "")
    units = {"value": unit, "low": unit, "high": unit, "n": "count"}
    return remember(ax, frame, units, currency, by=[by, "period"])


def _line(rows: pd.DataFrame, name: str, place: dict) -> tuple[str, np.ndarray, np.ndarray]:
    values = np.full(len(place), np.nan)
    values[[place[period] for period in rows["period"]]] = frames.numbers(rows, "value")
    return name, np.arange(len(place)), values


def _alone(values: np.ndarray) -> np.ndarray:
    """Which values have none beside them: a line of one point is not seen."""
    known = np.isfinite(values)
    beside = np.append(known[1:], False) | np.insert(known[:-1], 0, False)
    return known & ~beside


def _named(lines: list[tuple], highlight: Sequence[str]) -> list[str]:
    """The names of the lines that get a colour: all, the chosen, or those at the two ends."""
    names = [name for name, *_ in lines]
    if highlight:
        return [name for name in names if name in highlight]
    if len(names) <= len(SERIES):
        return names
    ends = {name: y[np.flatnonzero(np.isfinite(y))[-1]] for name, _, y in lines}
    return [max(ends, key=lambda name: ends[name]), min(ends, key=lambda name: ends[name])]
