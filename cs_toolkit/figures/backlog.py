"""What is left open at the end of each period, in layers by how old it is."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline
from .labels import End, beside
from .palette import INK, PAPER, ramp
from .period_axis import period_axis
from .units import speak, unit_formatter, with_zero


@draws(height=4.0)
def backlog(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    ages: Sequence[str],
    names: Sequence[str] | None = None,
    title: str = "Open at the end of each period, by age",
    unit: str = "count",
    currency: str | None = None,
) -> Axes:
    """Draw layers over periods, one for each column of ``ages``, youngest first (at the bottom).

    Older layers are deeper in colour. ``names`` are the words for the columns. It suits any whole
    in ordered parts. Raises ``InputError`` if a period comes twice.
    """
    frames.need(frame, ["period", *ages], "backlog")
    frames.one_row_each(frame, ["period"], "backlog", "keep one segment")
    currency = frames.currency_of(frame, currency)
    layers = np.array([frames.numbers(frame, age) for age in ages])
    if frames.nothing_in(layers):
        return no_data(ax, title)
    places, known = np.arange(len(frame)), np.nan_to_num(layers)
    colours, words = ramp(len(ages)), list(names or map(frames.label_of, ages))
    if len(frame) == 1:  # an area needs two points
        bottom = 0.0
        for layer, colour in zip(known, colours, strict=True):
            ax.bar(places, layer, bottom=bottom, color=colour, width=0.5)
            bottom += layer
    else:
        ax.stackplot(places, known, colors=colours, edgecolor=PAPER, linewidth=0.8)
    period_axis(ax, frame["period"].tolist(), room=0.3, least=3 if len(frame) == 1 else 1)
    speak(ax.yaxis, unit, currency)
    ax.set_ylim(with_zero(known.cumsum(axis=0).ravel()))
    tops = known[:, -1].cumsum()
    middles = tops - known[:, -1] / 2
    short = unit_formatter(unit, currency)
    beside(ax, [
        End(places[-1], middle, f"{word} {short(last)}", INK)
        for middle, word, last in zip(middles, words, known[:, -1], strict=True)
    ])  # fmt: skip
    headline(ax, title)
    shown = frame.rename(columns=dict(zip(ages, words, strict=True)))[["period", *words]]
    units = dict.fromkeys(words, unit)
    return remember(ax, shown, units, currency, by=["period"], tell=words)
