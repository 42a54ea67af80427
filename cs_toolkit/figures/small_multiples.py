"""One small figure for each segment or metric, side by side on one sheet."""

from collections.abc import Callable
from math import ceil

import pandas as pd
from matplotlib.figure import Figure

from . import frames
from .drawing import no_data
from .lettering import shortened
from .style import sheet, styled

MOST = 24


def small_multiples(
    frame: pd.DataFrame,
    draw: Callable,
    *,
    by: str = "segment",
    columns: int = 2,
    height: float = 2.3,
    share_y: bool | None = None,
    **choices,
) -> Figure:
    """Draw ``draw(rows, ax, title=name)`` for each value of ``by``, in the frame's order.

    ``share_y`` gives all one vertical axis; the default is to share it where all have one metric.
    At most 24 are drawn; the title of the last says how many are left out. Returns the figure.
    """
    frames.need(frame, [by], "small_multiples")
    groups = list(frame.groupby(by, sort=False, dropna=False))
    shown = groups[:MOST]
    columns = max(1, min(columns, len(shown)))
    rows = max(1, ceil(len(shown) / columns))
    axes = sheet(rows, columns, height=height * rows + 0.2)
    for ax, (name, part) in zip(axes, shown, strict=False):
        draw(part, ax, title=shortened(frames.name_of(name, by), 60 // columns), **choices)
    with styled():
        for ax in axes[len(shown) :]:
            ax.set_axis_off()
        if not shown:
            no_data(axes[0], "this figure")
    if share_y or (share_y is None and _one_metric(frame)):
        _share(axes[: len(shown)])
    left_out = len(groups) - len(shown)
    if left_out:
        axes[0].get_figure().supxlabel(
            f"{left_out} more are not drawn", fontsize=10, x=0.02, ha="left"
        )
    return axes[0].get_figure()


def _one_metric(frame: pd.DataFrame) -> bool:
    return "metric" in frame.columns and frame["metric"].nunique() == 1


def _share(axes: list) -> None:
    drawn = [ax for ax in axes if ax.axison]
    if drawn:
        low, high = min(ax.get_ylim()[0] for ax in drawn), max(ax.get_ylim()[1] for ax in drawn)
        for ax in drawn:
            ax.set_ylim(low, high)
