"""From one step to the next: how many go on, how many drop off, and how long it takes."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.formatting.numbers import unit_formatter, value_in_words
from cs_toolkit.language import gettext
from cs_toolkit.language.numbers import number

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline
from .labels import at_the_right, row_axis
from .palette import INK, MUTED, SERIES, SHADE
from .units import with_zero


def _height(frame: pd.DataFrame) -> float:
    return 1.2 + 0.72 * max(len(frame), 2)


@draws(height=_height)
def funnel(frame: pd.DataFrame, ax: Axes, *, title: str = "From step to step") -> Axes:
    """Draw a funnel, one row for each step, first to last: ``step, entered``.

    ``rate`` is the share of the step before that came here, ``dropped`` how many did not go on
    from the step before, ``seconds`` the typical time since the step before; all three may be
    absent or missing. Raises ``InputError`` if a step comes twice.
    """
    frames.need(frame, ["step", "entered"], "funnel")
    frames.one_row_each(frame, ["step"], "funnel", "keep one period and segment")
    entered = frames.numbers(frame, "entered")
    if frames.nothing_in(entered):
        return no_data(ax, title)
    places = np.arange(len(frame))
    ax.barh(places, np.nanmax(entered), color=SHADE, height=0.56, linewidth=0)
    ax.barh(places, entered, color=SERIES[0], height=0.56, linewidth=0, label="entered")
    size = row_axis(ax, [frames.name_of(step, "step") for step in frame["step"]], longest=24)
    short = unit_formatter("count")
    at_the_right(ax, [[number(n) if abs(n) < 1e7 else short(n) for n in entered]], size)
    for place, words in enumerate(_between(frame)):
        if words:
            # in the gap above its bar: what happened on the way here
            ax.annotate(
                words, (0, place - 0.5), (6, 0), xycoords=("axes fraction", "data"),
                textcoords="offset points", va="center", fontsize=10, color=MUTED,
            )  # fmt: skip
    ax.set_xlim(with_zero(entered, room=0))
    ax.xaxis.set_visible(False)
    ax.grid(False)
    ax.tick_params(axis="y", labelcolor=INK)
    headline(ax, title, "between the bars: who went on, who dropped off, typical time")
    units = {"entered": "count", "rate": "percent", "dropped": "count", "seconds": "seconds"}
    return remember(ax, frame, units, by=["step"], tell=["entered", "rate"])


def _between(frame: pd.DataFrame) -> list[str]:
    words = []
    for rate, dropped, seconds in zip(
        frames.numbers(frame, "rate"), frames.numbers(frame, "dropped"),
        frames.numbers(frame, "seconds"), strict=True,
    ):  # fmt: skip
        parts = [f"↓ {value_in_words(rate, 'percent')}"] if np.isfinite(rate) else []
        parts += (
            [gettext("{count} dropped off", count=number(dropped))] if np.isfinite(dropped) else []
        )
        parts += (
            [gettext("after {duration}", duration=value_in_words(seconds, "seconds"))]
            if np.isfinite(seconds)
            else []
        )
        words.append(" · ".join(parts))
    return words
