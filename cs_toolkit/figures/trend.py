"""One metric over periods: its line, its interval, its target, and what to be careful about."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.typing import ColorType

from cs_toolkit.formatting.numbers import value_in_words
from cs_toolkit.language import gettext

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline
from .noted import mark_notes
from .palette import MUTED, PAPER, SERIES
from .period_axis import period_axis
from .units import speak

MARKED_UP_TO = 26  # periods; more points than that are a line
WIDEST = 3  # an interval may reach so many times the line's own range beyond it


@draws()
def trend(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    target: float | tuple[float, float] | None = None,
    title: str | None = None,
    unit: str | None = None,
    currency: str | None = None,
    colour: str = SERIES[0],
) -> Axes:
    """Draw one metric over periods, oldest first: one row of the tidy table for each period.

    The band is the interval, a hollow point at a dashed end a period in progress, a cross a small
    sample, a broken line the target, two a range. Raises ``InputError`` if a period comes twice.
    """
    frames.need(frame, ["period", "value"], "trend")
    instead = "keep one metric, variant and segment, or use variants() or small_multiples()"
    frames.one_row_each(frame, ["period"], "trend", instead)
    unit, currency = frames.unit_of(frame, unit), frames.currency_of(frame, currency)
    title = title or frames.what_is_drawn(frame)
    values = frames.numbers(frame, "value")
    if frames.nothing_in(values):
        return no_data(ax, title)
    places = np.arange(len(frame))
    running, small = frames.in_progress(frame), frames.small_sample(frame)

    low, high = frames.numbers(frame, "low"), frames.numbers(frame, "high")
    ax.fill_between(places, low, high, color=colour, alpha=0.16, linewidth=0, label="interval")
    if np.isfinite(values).sum() == 1:  # a band needs two points to be seen
        ax.vlines(places, low, high, color=colour, alpha=0.4, linewidth=5)
    _line(ax, places, values, running, colour)
    _points(ax, places, values, running, small, colour)
    aims = [] if target is None else list(target) if isinstance(target, tuple | list) else [target]
    aims_in_words = [value_in_words(aim, unit, currency) for aim in aims]
    for aim, words in zip(aims, aims_in_words, strict=True):
        _target(ax, aim, words)
    last = int(np.flatnonzero(np.isfinite(values))[-1])
    ax.annotate(
        value_in_words(values[last], unit, currency), (last, values[last]), (9, 0), textcoords="offset points",
        va="center", color=colour, weight="bold", annotation_clip=False,
    )  # fmt: skip
    noted = mark_notes(ax, frame)
    period_axis(ax, frame["period"].tolist())
    cut = _keep_the_line_in_sight(ax, values, low, high, aims)
    speak(ax.yaxis, unit, currency)
    how = [_how_to_read(np.isfinite(low).any(), cut, running, small), *noted]
    headline(ax, title, " · ".join(filter(None, how)))
    units = {"value": unit, "low": unit, "high": unit, "n": "count"}
    said = "; ".join(
        [
            *(
                [
                    gettext(
                        "target {target}",
                        target=gettext(
                            "{low} to {high}", low=aims_in_words[0], high=aims_in_words[-1]
                        )
                        if len(aims) > 1
                        else aims_in_words[0],
                    )
                ]
                if aims
                else []
            ),
            *noted,
        ]
    )
    return remember(ax, frame, units, currency, by=["period"], said=said)


def _line(
    ax: Axes, places: np.ndarray, values: np.ndarray, running: np.ndarray, colour: ColorType
) -> None:
    full = np.where(running, np.nan, values)
    if not frames.nothing_in(full):
        ax.plot(places, full, color=colour, label="value")
    if running.any():
        # the dashed way from the last full period to the one whose number will still change
        start = max(int(np.argmax(running)) - 1, 0)
        ax.plot(places[start:], values[start:], color=colour, linestyle=(0, (1.5, 1.5)), zorder=1.9)


def _points(
    ax: Axes,
    places: np.ndarray,
    values: np.ndarray,
    running: np.ndarray,
    small: np.ndarray,
    colour: ColorType,
) -> None:
    hollow: dict[str, Any] = {"markerfacecolor": PAPER, "markeredgecolor": colour, "markersize": 7}
    marks: list[tuple[np.ndarray, str, dict[str, Any]]] = [
        (small, "x", {"markersize": 7, "markeredgewidth": 2}),
        (running & ~small, "o", hollow | {"markeredgewidth": 2}),
    ]
    if len(places) <= MARKED_UP_TO:
        marks.append((~running & ~small, "o", {}))
    for rows, mark, look in marks:
        if rows.any():  # the layout would take a line without points to lie in the paper's corner
            ax.plot(places[rows], values[rows], mark, color=colour, **look)


def _target(ax: Axes, target: float, words: str) -> None:
    ax.axhline(target, color=MUTED, linewidth=1.3, linestyle=(0, (5, 3)), zorder=1.5)
    ax.annotate(
        gettext("target {target}", target=words), (0, target), (2, 3), xycoords=("axes fraction", "data"),
        textcoords="offset points", color=MUTED, fontsize=10.5,
    )  # fmt: skip


def _keep_the_line_in_sight(
    ax: Axes, values: np.ndarray, low: np.ndarray, high: np.ndarray, aims: list[float]
) -> bool:
    """Cut the axis where an interval is so wide that the line would lie flat; whether it was."""
    drawn = [*values[np.isfinite(values)], *aims]
    bottom, top = min(drawn), max(drawn)
    reach = WIDEST * max(top - bottom, abs(top) / 2, abs(bottom) / 2)
    lowest, highest = np.nanmin([*low, bottom]), np.nanmax([*high, top])
    if not reach or (lowest >= bottom - reach and highest <= top + reach):
        return False
    lowest, highest = max(lowest, bottom - reach), min(highest, top + reach)
    margin = 0.04 * (highest - lowest)
    ax.set_ylim(lowest - margin, highest + margin)
    return True


def _how_to_read(band: bool, cut: bool, running: np.ndarray, small: np.ndarray) -> str:
    parts = ["band: 95% interval" + (", wider than the paper" if cut else "")] if band else []
    parts += ["hollow: still in progress"] if running.any() else []
    parts += ["cross: small sample"] if small.any() else []
    return " · ".join(parts)
