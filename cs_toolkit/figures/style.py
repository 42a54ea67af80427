"""One look for the whole report: paper, lettering, grid, and a canvas to draw on.

Nothing here changes matplotlib's own settings: the look is in force while a figure is drawn
(`styled`), and the canvas is made without pyplot, so no figure is left open anywhere.
"""

from contextlib import AbstractContextManager
from typing import Any

import matplotlib as mpl
from cycler import cycler
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine

from . import palette
from .lettering import families

WIDTH = 7.2
"""Inches; 691 CSS pixels, so that the letters are as large as the report's own."""

LOOK: dict[Any, Any] = {  # matplotlib knows its settings' names as literals
    "figure.facecolor": palette.PAPER,
    "figure.dpi": 96,
    "savefig.facecolor": palette.PAPER,
    "axes.facecolor": palette.PAPER,
    "axes.edgecolor": palette.LINE,
    "axes.linewidth": 1.0,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.axisbelow": True,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.labelcolor": palette.MUTED,
    "axes.labelsize": 11,
    "axes.labelpad": 6,
    "axes.titlelocation": "left",
    "axes.titlesize": 14,
    "axes.titleweight": "bold",
    "axes.prop_cycle": cycler(color=palette.SERIES),
    "axes.xmargin": 0.02,
    "axes.ymargin": 0.08,
    "font.size": 11.5,
    "grid.color": palette.GRID,
    "grid.linewidth": 1.0,
    "hatch.linewidth": 0.8,
    "legend.frameon": False,
    "legend.fontsize": 11,
    "lines.linewidth": 2.2,
    "lines.markersize": 6,
    "lines.solid_capstyle": "round",
    "patch.edgecolor": palette.PAPER,
    "text.color": palette.INK,
    # a dollar sign in a segment's name is a dollar sign
    "text.parse_math": False,
    "xtick.color": palette.MUTED,
    "xtick.labelsize": 11,
    "xtick.major.size": 0,
    "xtick.minor.size": 0,
    "ytick.color": palette.MUTED,
    "ytick.labelsize": 11,
    "ytick.major.size": 0,
    "ytick.minor.size": 0,
}


def paper_of(ax: Axes) -> Figure:
    """The sheet of paper that an axes stands on."""
    figure = ax.get_figure(root=True)
    if figure is None:
        raise ValueError("this axes has been taken off its sheet")
    return figure


def styled() -> AbstractContextManager[None]:
    """The look, for as long as the ``with`` lasts."""
    return mpl.rc_context(LOOK | {"font.family": families()})


def use_style() -> None:
    """The look for the rest of a lab session: plots of one's own then match the kit's."""
    mpl.rcParams.update(LOOK | {"font.family": families()})


def dress(ax: Axes) -> None:
    """Give the look to an axes from elsewhere, and to the ticks that it will make when drawn."""
    ax.set_facecolor(palette.PAPER)
    for side, spine in ax.spines.items():
        spine.set_visible(side == "bottom")
        spine.set_color(palette.LINE)
    ax.tick_params(
        which="both",
        length=0,
        labelsize=11,
        labelcolor=palette.MUTED,
        labelfontfamily=families(),
    )
    ax.grid(False)
    ax.grid(True, axis="y", color=palette.GRID, linewidth=1.0)
    ax.set_axisbelow(True)


def canvas(height: float = 3.8, width: float = WIDTH) -> Axes:
    """An empty axes on a new sheet of paper, of the report's width unless stated otherwise."""
    return sheet(1, 1, height=height, width=width)[0]


def sheet(rows: int, columns: int, *, height: float, width: float = WIDTH) -> list[Axes]:
    """A sheet of paper with a grid of axes, row by row."""
    with styled():
        engine = ConstrainedLayoutEngine(w_pad=0.12, h_pad=0.1, wspace=0.04, hspace=0.06)
        figure = Figure(figsize=(width, height), layout=engine)
        return list(figure.subplots(rows, columns, squeeze=False).flat)
