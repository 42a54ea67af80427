"""One number per segment: a dot, its interval, its n, in order, beside the total."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.formatting.numbers import value_in_words
from cs_toolkit.language import gettext, translated
from cs_toolkit.language.numbers import number

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline
from .labels import at_the_right, row_axis
from .largest import MOST_ROWS, largest
from .lettering import NO_GLYPH
from .palette import MUTED, PAPER, SERIES
from .units import speak


def _height(frame: pd.DataFrame) -> float:
    return 1.35 + 0.31 * min(max(len(frame), 2), MOST_ROWS)


@draws(height=_height)
def segments(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    title: str | None = None,
    unit: str | None = None,
    currency: str | None = None,
    total: str = "total",
) -> Axes:
    """Draw one metric of one period for each segment, highest first: rows of the tidy table.

    Of many segments the twenty that weigh most are drawn, the others as one.

    The row whose dimension is ``total`` becomes the broken line. A hollow dot is a small sample.
    Raises ``InputError`` if a segment comes twice.
    """
    frames.need(frame, ["segment", "value"], "segments")
    instead = "keep one period, metric, variant and dimension"
    keys = ["dimension", "segment"] if "dimension" in frame.columns else ["segment"]
    frames.one_row_each(frame, keys, "segments", instead)
    unit, currency = frames.unit_of(frame, unit), frames.currency_of(frame, currency)
    title = title or gettext(
        "{metric} by {dimension}",
        metric=frames.what_is_drawn(frame),
        dimension=frames.split_of(frame, total=total),
    )
    is_total = (frame.get("dimension", pd.Series("", index=frame.index)) == total).to_numpy()
    rows = frame[~is_total]
    if frames.nothing_in(frames.numbers(rows, "value")):
        return no_data(ax, title)
    rows, left_out = largest(rows, unit)
    size = row_axis(ax, [frames.name_of(name, "segment") for name in rows["segment"]])
    _dots(ax, rows, size)
    values, counts = frames.numbers(rows, "value"), frames.numbers(rows, "n")
    words = [value_in_words(value, unit, currency) for value in values]
    columns = [words, [f"n {number(n)}" if np.isfinite(n) else "" for n in counts]]
    at_the_right(ax, columns, size)
    known = [value for value in frames.numbers(frame[is_total], "value") if np.isfinite(value)]
    totals = [f"{translated(total)} {value_in_words(value, unit, currency)}" for value in known]
    for value, word in zip(known, totals, strict=True):
        _total(ax, value, word)
    speak(ax.xaxis, unit, currency, ticks=5)
    notes = ["bar: 95% interval"] if not frames.nothing_in(frames.numbers(rows, "low")) else []
    notes += ["hollow: small sample"] if frames.small_sample(rows).any() else []
    notes += left_out
    if any(NO_GLYPH in label.get_text() for label in ax.get_yticklabels()):
        notes.append(gettext("{glyph}: no font of this machine has the character", glyph=NO_GLYPH))
    headline(ax, title, " · ".join(notes))
    units = {"value": unit, "low": unit, "high": unit, "n": "count"}
    return remember(ax, rows, units, currency, by=["segment"], said="; ".join(totals))


def _dots(ax: Axes, rows: pd.DataFrame, size: float) -> None:
    places, values = np.arange(len(rows)), frames.numbers(rows, "value")
    low, high = frames.numbers(rows, "low"), frames.numbers(rows, "high")
    ax.hlines(places, low, high, color=SERIES[0], alpha=0.3, linewidth=size / 2, label="interval")
    small = frames.small_sample(rows)
    dot: dict[str, Any] = {
        "marker": "o",
        "linestyle": "none",
        "markersize": 0.75 * size,
        "color": SERIES[0],
    }
    hollow: dict[str, Any] = {"markerfacecolor": PAPER, "markeredgewidth": 2}
    for which, label, look in ((~small, "value", {}), (small, "small sample", hollow)):
        if which.any():
            ax.plot(values[which], places[which], label=label, **dot, **look)


def _total(ax: Axes, value: float, words: str) -> None:
    ax.axvline(value, color=MUTED, linewidth=1.3, linestyle=(0, (5, 3)), zorder=1.5, label="total")
    ax.annotate(
        words, (value, 0), (0, 2), xycoords=("data", "axes fraction"), textcoords="offset points",
        ha="center", color=MUTED, fontsize=10.5, bbox={"facecolor": PAPER, "linewidth": 0, "pad": 2},
    )  # fmt: skip
