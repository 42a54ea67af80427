"""The way from the start of a period to its end: each movement starts where the last one stopped."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.errors import InputError
from cs_toolkit.formatting.numbers import change_in_words, value_in_words
from cs_toolkit.language import gettext

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline
from .labels import at_the_right, row_axis
from .movement_lines import movement_lines
from .palette import LEVEL, MUTED, PAPER
from .units import speak, with_zero

CUT_BELOW = 0.5  # movements that fill less of the axis than this are seen better without its start


@draws(height=4.1)
def bridge(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    of: str = "mrr",
    title: str | None = None,
    unit: str | None = None,
    currency: str | None = None,
) -> Axes:
    """Draw one row of measures as a bridge from ``starting_…`` to ``ending_…``, from the top down.

    ``of`` is ``mrr`` or ``customers``. Transfers and the currency effect appear where they are not
    0. The last bar is the measure itself, so a roll-forward that does not close shows a gap. Where
    the movements are small, the two levels are cut and the axis does not start at 0. Raises
    ``InputError`` unless the frame has one row.
    """
    first, last = f"starting_{of}", f"ending_{of}"
    frames.need(frame, [first, last], "bridge")
    period = (
        frame["period"].iloc[0]
        if "period" in frame.columns and len(frame)
        else gettext("the period")
    )
    title = title or gettext(
        "{what}, start to end of {period}", what=frames.label_of(of), period=period
    )
    if len(frame) > 1:
        raise InputError(
            f"the figure bridge draws one period and segment; its frame has {len(frame)} rows; "
            "keep one row, or use movements() for many periods"
        )
    levels = np.array([*frames.numbers(frame, first), *frames.numbers(frame, last)])
    if len(frame) == 0 or not np.isfinite(levels).all():
        return no_data(ax, title)
    unit = unit or ("money" if of == "mrr" else "count")
    currency = frames.currency_of(frame, currency)
    lines = movement_lines(frame, of)
    changes = [line.sign * np.nan_to_num(frames.numbers(frame, line.measure)[0]) for line in lines]
    lengths = np.array([levels[0], *changes, levels[1]])
    starts = np.array([0, *(levels[0] + np.cumsum([0, *changes])[:-1]), 0])
    colours = [LEVEL, *(line.colour for line in lines), LEVEL]

    size = row_axis(ax, [gettext("Start"), *(line.label for line in lines), gettext("End")])
    ax.barh(range(len(lengths)), lengths, left=starts, color=colours, height=0.62)
    _connect(ax, starts + lengths)
    words = [change_in_words(change, unit, currency) for change in changes]
    ends = [value_in_words(level, unit, currency) for level in levels]
    at_the_right(ax, [[ends[0], *words, ends[1]]], size)
    cut = _fit(ax, starts + lengths, levels)
    speak(ax.xaxis, unit, currency, ticks=5)
    headline(ax, title, "start and end are cut: the axis does not begin at 0" if cut else "")
    shown = pd.DataFrame(
        {
            "line": [gettext("Start"), *(line.label for line in lines), gettext("End")],
            "value": lengths,
        }
    )
    return remember(ax, shown, {"value": unit}, currency, by=["line"])


def _connect(ax: Axes, tops: np.ndarray) -> None:
    for place, top in enumerate(tops[:-1]):
        ax.plot([top, top], [place + 0.31, place + 0.69], color=MUTED, linewidth=0.9)


def _fit(ax: Axes, tops: np.ndarray, levels: np.ndarray) -> bool:
    """Set the limits of the axis; whether the two levels had to be cut for it."""
    low, high = tops.min(), tops.max()
    cut = bool(low > 0 and high - low < CUT_BELOW * high)
    if not cut:
        ax.set_xlim(with_zero(low, high, room=0.04))
        ax.axvline(0, color=MUTED, linewidth=1)
        return False
    span = (high - low) or 0.2 * high
    start = low - 0.35 * span
    ax.set_xlim(start, high + 0.05 * span)
    for place in (0, len(tops) - 1):
        teeth = np.linspace(place - 0.36, place + 0.36, 7)
        zigzag = start + span * (0.1 + 0.014 * np.array([1, -1, 1, -1, 1, -1, 1]))
        ax.plot(zigzag, teeth, color=PAPER, linewidth=4, solid_capstyle="butt")
    return True
