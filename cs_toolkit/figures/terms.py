"""The words that set promoters apart from detractors, each on the side that says it more."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.language import translated
from cs_toolkit.language.numbers import number

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline
from .labels import at_the_right, row_axis
from .palette import BAD, GOOD, MUTED


def _height(frame: pd.DataFrame) -> float:
    return 1.5 + 0.3 * max(len(frame), 2)


@draws(height=_height)
def terms(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    positive: str = "promoters",
    negative: str = "detractors",
    title: str = "The words that set them apart",
) -> Axes:
    """Draw one dot for each term: rows of ``term, log_odds``, and ``low, high, n``.

    Above 0 the term is said more by ``positive``, below by ``negative``. Raises ``InputError`` if
    a term comes twice.
    """
    frames.need(frame, ["term", "log_odds"], "terms")
    frames.one_row_each(frame, ["term"], "terms", "keep one survey and period")
    if frames.nothing_in(frames.numbers(frame, "log_odds")):
        return no_data(ax, title)
    rows = frame.sort_values("log_odds", ascending=False, kind="stable")
    values, places = frames.numbers(rows, "log_odds"), np.arange(len(rows))
    colours = np.where(np.nan_to_num(values) >= 0, GOOD, BAD)
    size = row_axis(ax, list(rows["term"]))
    ax.axvline(0, color=MUTED, linewidth=1)
    ax.hlines(places, 0, values, color=colours, linewidth=1.6, alpha=0.5)
    low, high = frames.numbers(rows, "low"), frames.numbers(rows, "high")
    ax.hlines(places, low, high, color=colours, linewidth=5, alpha=0.25)
    ax.scatter(values, places, s=52, color=colours, zorder=3, linewidth=0)
    counts = [f"n {number(n)}" if np.isfinite(n) else "" for n in frames.numbers(rows, "n")]
    at_the_right(ax, [["" for _ in counts], counts], size)
    _two_sides(ax, values, low, high, positive, negative)
    headline(ax, title, "log-odds: which side says a word more; n: how many people wrote it")
    units = dict.fromkeys(["log_odds", "low", "high"], "ratio")
    return remember(ax, rows, units | {"n": "count"}, by=["term"])


def _two_sides(
    ax: Axes, values: np.ndarray, low: np.ndarray, high: np.ndarray, positive: str, negative: str
) -> None:
    reach = float(np.nanmax(np.abs(np.concatenate([values, low, high])))) * 1.08 or 1.0
    ax.set_xlim(-reach, reach)
    ticks = np.array([one for one in ax.get_xticks() if -reach <= one <= reach])
    ax.set_xticks(ticks, [f"{tick:g}".replace("-", "−") for tick in ticks])
    look: dict[str, Any] = {
        "xycoords": ("data", "axes fraction"), "textcoords": "offset points", "va": "top",
        "fontsize": 11, "annotation_clip": False,
    }  # fmt: skip
    ax.annotate(f"← {translated(negative)}", (0, 0), (-8, -24), ha="right", color=BAD, **look)
    ax.annotate(f"{translated(positive)} →", (0, 0), (8, -24), ha="left", color=GOOD, **look)
