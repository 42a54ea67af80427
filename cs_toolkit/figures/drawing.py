"""What makes a function a figure: it draws in the kit's look and leaves word of what it drew."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import NamedTuple
from weakref import WeakKeyDictionary

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from .frames import currency_of
from .headline import headline
from .lettering import wrapped
from .palette import MUTED
from .style import canvas, styled


class Drawing(NamedTuple):
    """What stands on an axes: the frame, its title, the unit of each column, and the currency."""

    frame: pd.DataFrame
    title: str
    units: Mapping[str, str]
    currency: str


_DRAWN: WeakKeyDictionary[Axes, Drawing] = WeakKeyDictionary()


def draws(height: float | Callable[[pd.DataFrame], float] = 3.8, **units: str) -> Callable:
    """Make a function a figure: ``figure(frame, ax=None, **choices)``, which returns the axes.

    Without an axes it draws on a sheet of its own, of a height that suits the frame. ``units`` are
    those of the frame's columns; the value's own unit comes with the tidy table or the call.
    """

    def decorate(kind: Callable) -> Callable:
        @wraps(kind)
        def figure(frame: pd.DataFrame, ax: Axes | None = None, **choices) -> Axes:
            with styled():
                if ax is None:
                    ax = canvas(height(frame) if callable(height) else height)
                kind(frame, ax, **choices)
            own = {"value": choices["unit"]} if choices.get("unit") else {}
            money = currency_of(frame, choices.get("currency"))
            _DRAWN[ax] = Drawing(frame, ax.get_label(), units | own, money)
            return ax

        return figure

    return decorate


def drawings(drawn: Figure | Axes) -> list[Drawing]:
    """What stands on an axes, or on every axes of a figure, in their order."""
    axes = [drawn] if isinstance(drawn, Axes) else drawn.axes
    return [_DRAWN[ax] for ax in axes if ax in _DRAWN]


def no_data(ax: Axes, title: str, why: str = "") -> Axes:
    """An empty sheet that says what is missing, instead of axes without anything on them."""
    headline(ax, title)
    ax.set_axis_off()
    words = wrapped(f"no data for {title}" + (f": {why}" if why else ""), 60)
    ax.text(0.5, 0.5, words, transform=ax.transAxes, ha="center", va="center", color=MUTED)
    return ax
