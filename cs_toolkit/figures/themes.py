"""What customers speak about: what to continue, what to start, what to stop."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.language import translated
from cs_toolkit.language.numbers import number

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline, legend_above
from .labels import at_the_right, row_axis
from .palette import BAD, GOOD, ORANGE
from .units import with_zero

KINDS = {"continue": ("Continue: they like it", GOOD), "start": ("Start: they miss it", ORANGE), "stop": ("Stop: they dislike it", BAD)}  # fmt: skip


def _height(frame: pd.DataFrame) -> float:
    return 1.6 + 0.32 * max(len(frame), 2)


@draws(height=_height)
def themes(frame: pd.DataFrame, ax: Axes, *, title: str = "What customers speak about") -> Axes:
    """Draw how often each theme is mentioned: rows of ``theme, kind, mentions``.

    ``kind`` is continue, start or stop; within each the most mentioned comes first. Raises
    ``InputError`` on another kind, or a theme that comes twice in one.
    """
    frames.need(frame, ["theme", "kind", "mentions"], "themes")
    frames.one_row_each(frame, ["kind", "theme"], "themes", "keep one period and segment")
    frames.one_of(frame, "kind", list(KINDS), "themes")
    if frames.nothing_in(frames.numbers(frame, "mentions")):
        return no_data(ax, title)
    order = frame.assign(_kind=frame["kind"].map(list(KINDS).index))
    rows = order.sort_values(["_kind", "mentions"], ascending=[True, False], kind="stable")
    mentions = frames.numbers(rows, "mentions")
    size = row_axis(ax, list(rows["theme"]))
    for kind, (label, colour) in KINDS.items():
        inside = (rows["kind"] == kind).to_numpy()
        if inside.any():
            places = np.flatnonzero(inside)
            ax.barh(places, mentions[inside], color=colour, height=0.66, label=translated(label))
    at_the_right(ax, [[number(n) if np.isfinite(n) else "–" for n in mentions]], size)
    ax.set_xlim(with_zero(mentions, room=0.02))
    ax.xaxis.set_visible(False)
    ax.grid(False)
    legend_above(ax)
    headline(ax, title)
    return remember(ax, rows.drop(columns="_kind"), {"mentions": "count"}, by=["kind", "theme"])
