"""One small figure for each segment or metric, side by side on one sheet."""

from collections.abc import Callable
from math import ceil
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cs_toolkit.language import gettext

from . import frames
from .drawing import no_data
from .headline import EDGE, TITLE_SIZE
from .lettering import shortened, wrapped
from .palette import INK, MUTED
from .style import WIDTH, paper_of, sheet, styled

MOST = 24


def small_multiples(
    frame: pd.DataFrame,
    draw: Callable[..., Axes],
    *,
    by: str = "segment",
    title: str | None = None,
    note: str = "",
    columns: int = 2,
    height: float = 2.2,
    share_y: bool | None = None,
    **choices: Any,
) -> Figure:
    """Draw ``draw(rows, ax, title=name)`` for each value of ``by``, in the frame's order.

    ``share_y`` gives all one vertical axis; by default they share it where all have one metric.
    ``note`` is written below. At most 24 are drawn, and how many are left out is said below.
    Returns the figure.
    """
    frames.need(frame, [by], "small_multiples")
    title = title or gettext(
        "{metric} by {dimension}",
        metric=frames.what_is_drawn(frame),
        dimension=frames.split_of(frame, by),
    )
    groups = list(frame.groupby(by, sort=False, dropna=False))
    shown, left_out = groups[:MOST], max(len(groups) - MOST, 0)
    columns = max(1, min(columns, len(shown)))
    rows = max(1, ceil(len(shown) / columns))
    axes = sheet(rows, columns, height=height * rows + 0.5)
    figure = paper_of(axes[0])
    for ax, (name, part) in zip(axes, shown, strict=False):
        draw(part, ax, title=shortened(frames.name_of(name, by), 60 // columns), **choices)
    for ax in axes[len(shown) :]:
        ax.set_axis_off()
    if not shown:
        no_data(axes[0], title)
    elif share_y or (share_y is None and _one_metric(frame)):
        _share(axes[: len(shown)])
    with styled():
        if shown:
            look: dict[str, Any] = {
                "ha": "left",
                "fontsize": TITLE_SIZE,
                "weight": "bold",
                "color": INK,
            }
            figure.suptitle(wrapped(title, 60), x=EDGE / WIDTH, **look)
        below = " · ".join(
            [note] * bool(note)
            + [gettext("{count} more are not drawn", count=left_out)] * bool(left_out)
        )
        if below:
            figure.supxlabel(below, x=EDGE / WIDTH, ha="left", fontsize=10.5, color=MUTED)
    return figure


def _one_metric(frame: pd.DataFrame) -> bool:
    return "metric" in frame.columns and frame["metric"].nunique() == 1


def _share(axes: list) -> None:
    drawn = [ax for ax in axes if ax.axison]
    if drawn:
        low, high = min(ax.get_ylim()[0] for ax in drawn), max(ax.get_ylim()[1] for ax in drawn)
        room = 0.04 * (high - low)  # for the marks of the outermost points
        for ax in drawn:
            ax.set_ylim(low - room, high + room)
