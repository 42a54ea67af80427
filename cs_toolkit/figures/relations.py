"""Which numbers of the same customers go together, and how sure that is."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.language import gettext, translated
from cs_toolkit.language.numbers import marked, number

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline
from .labels import at_the_right, row_axis
from .palette import MUTED, SERIES


def _height(frame: pd.DataFrame) -> float:
    return 1.35 + 0.34 * max(len(frame), 2)


@draws(height=_height)
def relations(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    title: str = "What goes together with what",
    measure: str = "rank correlation",
) -> Axes:
    """Draw correlations with their intervals: rows of ``relation, value, low, high, n``.

    A dot whose interval holds 0 is grey: nothing is shown of that pair. Raises ``InputError`` if a
    relation comes twice.
    """
    frames.need(frame, ["relation", "value"], "relations")
    frames.one_row_each(frame, ["relation"], "relations", "keep one lag and segment")
    values = frames.numbers(frame, "value")
    if frames.nothing_in(values):
        return no_data(ax, title)
    low, high = frames.numbers(frame, "low"), frames.numbers(frame, "high")
    size = row_axis(ax, list(frame["relation"]), longest=38)
    ax.axvline(0, color=MUTED, linewidth=1)
    for place, (value, start, end) in enumerate(zip(values, low, high, strict=True)):
        colour = MUTED if start <= 0 <= end else SERIES[0]
        ax.plot([start, end], [place, place], color=colour, alpha=0.35, linewidth=5)
        ax.plot([value], [place], "o", color=colour, markersize=8)
    words = [
        marked(f"{value:+.2f}").replace("-", "−") if np.isfinite(value) else "–" for value in values
    ]
    counts = [f"n {number(n)}" if np.isfinite(n) else "" for n in frames.numbers(frame, "n")]
    at_the_right(ax, [words, counts], size)
    ax.set_xlim(-1.03, 1.03)
    ax.set_xticks([-1, -0.5, 0, 0.5, 1], ["−1", "−0.5", "0", "0.5", "1"])
    headline(
        ax,
        title,
        gettext(
            "{measure} with its 95% interval; grey: it may as well be none",
            measure=translated(measure),
        ),
    )
    units = {"value": "ratio", "low": "ratio", "high": "ratio", "n": "count"}
    return remember(ax, frame, units, by=["relation"])
