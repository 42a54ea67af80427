"""How two numbers of the same customers go together: the points, and the correlations with their doubt."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from . import frames
from .drawing import draws, no_data
from .headline import headline
from .labels import at_the_right, row_axis
from .palette import MUTED, SERIES
from .units import speak


def _height(frame: pd.DataFrame) -> float:
    return 1.35 + 0.34 * max(len(frame), 2)


@draws(height=_height, n="count", value="ratio", low="ratio", high="ratio")
def relations(
    frame: pd.DataFrame,
    ax: Axes | None = None,
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
    words = [f"{value:+.2f}".replace("-", "−") if np.isfinite(value) else "–" for value in values]
    counts = [f"n {n:,.0f}" if np.isfinite(n) else "" for n in frames.numbers(frame, "n")]
    at_the_right(ax, [words, counts], size)
    ax.set_xlim(-1.03, 1.03)
    ax.set_xticks([-1, -0.5, 0, 0.5, 1], ["−1", "−0.5", "0", "0.5", "1"])
    headline(ax, title, f"{measure} with its 95% interval; grey: it may as well be none")
    return ax


@draws(height=4.4)
def scatter(
    frame: pd.DataFrame,
    ax: Axes | None = None,
    *,
    x: str,
    y: str,
    x_unit: str = "score",
    y_unit: str = "score",
    currency: str | None = None,
    line: pd.DataFrame | None = None,
    title: str | None = None,
    subtitle: str = "",
) -> Axes:
    """Draw one point for each row, column ``x`` against column ``y``.

    ``line`` is a fitted line with the same two columns and ``low, high`` for its band, computed by
    whoever fitted it.
    """
    frames.need(frame, [x, y], "scatter")
    title = title or f"{frames.label_of(y)} against {frames.label_of(x).lower()}"
    across, up = frames.numbers(frame, x), frames.numbers(frame, y)
    both = np.isfinite(across) & np.isfinite(up)
    if not both.any():
        return no_data(ax, title)
    currency = frames.currency_of(frame, currency)
    alpha = float(np.clip(60 / both.sum(), 0.06, 0.7))
    look = {"markersize": 6 if both.sum() < 2000 else 3, "markeredgewidth": 0}
    ax.plot(across[both], up[both], "o", color=SERIES[0], alpha=alpha, label="points", **look)
    if line is not None and len(line):
        line = line.sort_values(x)
        places, low, high = (
            frames.numbers(line, x),
            frames.numbers(line, "low"),
            frames.numbers(line, "high"),
        )
        ax.fill_between(places, low, high, color=SERIES[1], alpha=0.2, linewidth=0)
        ax.plot(places, frames.numbers(line, y), color=SERIES[1], label="fitted")
    speak(ax.xaxis, x_unit, currency)
    speak(ax.yaxis, y_unit, currency)
    ax.set_xlabel(frames.label_of(x), loc="left")
    ax.set_ylabel(frames.label_of(y))
    headline(ax, title, subtitle)
    return ax
