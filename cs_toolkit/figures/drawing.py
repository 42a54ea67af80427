"""What makes a function a figure: it draws in the kit's look and leaves word of what it drew."""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from inspect import Signature, signature
from typing import Concatenate, NamedTuple, ParamSpec, Protocol
from weakref import WeakKeyDictionary

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cs_toolkit.language import gettext, translated

from . import frames
from .alt_text import describe
from .headline import headline
from .lettering import wrapped
from .palette import MUTED
from .style import canvas, dress, paper_of, styled

Choices = ParamSpec("Choices")


class Drawing(NamedTuple):
    """What stands on an axes.

    ``frame`` has its numbers, ``units`` the unit of each column of values, ``words`` the sentences
    that tell it, ``title`` what it is called.
    """

    frame: pd.DataFrame
    units: Mapping[str, str]
    currency: str
    words: str
    title: str = ""


_DRAWN: WeakKeyDictionary[Axes, Drawing] = WeakKeyDictionary()


class Drawn(Protocol[Choices]):
    """A figure as it is called: with an axes, or without one on a sheet of its own."""

    def __call__(
        self,
        frame: pd.DataFrame,
        ax: Axes | None = None,
        *args: Choices.args,
        **kwargs: Choices.kwargs,
    ) -> Axes:
        """Draw the frame, and return the axes."""


Kind = Callable[Concatenate[pd.DataFrame, Axes, Choices], Axes]


def draws(
    height: float | Callable[[pd.DataFrame], float] = 3.8,
) -> Callable[[Kind[Choices]], Drawn[Choices]]:
    """Make a function a figure: ``figure(frame, ax=None, **choices)``, which returns the axes.

    Without an axes it draws on a sheet of its own, of a height that suits the frame.
    """

    def decorate(kind: Kind[Choices]) -> Drawn[Choices]:
        @wraps(kind)
        def figure(
            frame: pd.DataFrame,
            ax: Axes | None = None,
            *args: Choices.args,
            **choices: Choices.kwargs,
        ) -> Axes:
            with styled():
                if ax is None:
                    ax = canvas(height(frame) if callable(height) else height)
                dress(ax)
                try:
                    frames.refuse_without_numbers(frame)
                    return kind(frame, ax, *args, **choices)
                except frames.NotAvailableError as error:
                    return no_data(ax, _title(kind, frame, choices), str(error))

        figure.__signature__ = _as_called(kind)  # type: ignore[attr-defined]  # help() shows it
        return figure

    return decorate


def _as_called(kind: Callable) -> Signature:
    """The signature of a figure, whose axes may be left out."""
    given = signature(kind)
    axes = given.parameters["ax"].replace(default=None, annotation=Axes | None)
    return given.replace(parameters=list({**given.parameters, "ax": axes}.values()))


def _title(kind: Callable, frame: pd.DataFrame, choices: Mapping) -> str:
    """What a figure would have been called."""
    usual = choices.get("title") or signature(kind).parameters["title"].default
    if usual or "metric" in frame.columns:
        return usual or frames.what_is_drawn(frame)
    return frames.label_of(kind.__name__)


def remember(
    ax: Axes,
    frame: pd.DataFrame,
    units: Mapping[str, str],
    currency: str = "",
    *,
    by: Sequence[str] = (),
    tell: Sequence[str] | None = None,
    said: str = "",
) -> Axes:
    """Leave word of the numbers on an axes, for its alt text and for the table beside it.

    ``units`` names the columns that are values; the first of them is described in words, or those in
    ``tell``, row by row as ``by`` names them. ``said`` is what the numbers don't tell by themselves.
    """
    tell = list(units)[:1] if tell is None else tell
    shown = {column: units[column] for column in tell}
    title = str(ax.get_label())
    title = translated(title)
    words = describe(frame, shown, by=by, title=title, currency=currency, said=said)
    _DRAWN[ax] = Drawing(frame, units, currency, words, title)
    return ax


def drawings(drawn: Figure | Axes) -> list[Drawing]:
    """What stands on an axes, or on every axes of a figure, in their order."""
    axes = [drawn] if isinstance(drawn, Axes) else drawn.axes
    return [_DRAWN[ax] for ax in axes if ax in _DRAWN]


def alt_text(drawn: Figure | Axes) -> str:
    """The words for a figure, or for all that stands on a sheet."""
    return " ".join(drawing.words for drawing in drawings(drawn)) or gettext("An empty sheet.")


def nothing_on(drawn: Figure | Axes) -> bool:
    """Whether nothing is drawn on a sheet, which only says why."""
    shown = drawings(drawn)
    return bool(shown) and all(drawing.frame.empty for drawing in shown)


def no_data(ax: Axes, title: str, why: str = "") -> Axes:
    """An empty sheet that says what is missing, instead of axes without anything on them."""
    headline(ax, title)
    ax.set_axis_off()
    width = max(int(paper_of(ax).get_figwidth() * ax.get_position().width * 10), 12)
    words = wrapped(
        translated(why) if why else gettext("no data for {title}", title=translated(title)), width
    )
    ax.text(0.5, 0.5, words, transform=ax.transAxes, ha="center", va="center", color=MUTED)
    return remember(ax, pd.DataFrame(), {}, said=why)
