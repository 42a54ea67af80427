"""Where a score finds those who leave: the share that left in each tenth, riskiest first."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.formatting.numbers import unit_formatter, value_in_words
from cs_toolkit.language import gettext

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline
from .palette import INK, MUTED, NEUTRAL, SERIES
from .units import speak, with_zero


@draws(height=3.8)
def lift(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    base: float | None = None,
    title: str = "Who left, from the highest risk to the lowest",
) -> Axes:
    """Draw the share that left in each tenth of the score: rows of ``decile, rate``, riskiest first.

    ``base`` is the share of all; ``low`` and ``high``, if there, are the interval. Raises
    ``InputError`` if a tenth comes twice.
    """
    frames.need(frame, ["decile", "rate"], "lift")
    frames.one_row_each(frame, ["decile"], "lift", "keep one score and horizon")
    rates = frames.numbers(frame, "rate")
    if frames.nothing_in(rates):
        return no_data(ax, title)
    places, short = np.arange(len(frame)), unit_formatter("percent")
    higher = np.full(len(frame), True) if base is None else np.nan_to_num(rates) >= base
    colours = [SERIES[0] if one else NEUTRAL for one in higher]
    ax.bar(places, rates, color=colours, width=0.76)
    ax.vlines(
        places, frames.numbers(frame, "low"), frames.numbers(frame, "high"), color=INK, linewidth=1
    )
    tops = np.fmax(rates, frames.numbers(frame, "high"))
    for place, (top, rate) in enumerate(zip(tops, rates, strict=True)):
        if np.isfinite(rate):
            ax.annotate(
                short(rate), (place, top), (0, 3), textcoords="offset points", ha="center",
                fontsize=10, color=INK,
            )  # fmt: skip
    ax.set_xticks(places, [str(one) for one in frame["decile"]])
    ax.set_xlabel(gettext("tenth of the customers, riskiest first"), loc="left")
    ax.set_xlim(-0.6, max(len(frame), 5) - 0.4)
    speak(ax.yaxis, "percent", ticks=5)
    ax.set_ylim(with_zero(tops, rates, base or 0.0, room=0.12))
    if base is not None:
        ax.axhline(base, color=MUTED, linewidth=1.3, linestyle=(0, (5, 3)), zorder=2.5)
        ax.annotate(
            gettext("all {share}", share=value_in_words(base, "percent")), (1, base), (-2, 3), ha="right",
            xycoords=("axes fraction", "data"), textcoords="offset points", color=MUTED, fontsize=10.5,
        )  # fmt: skip
    headline(ax, title)
    units = dict.fromkeys(["rate", "low", "high"], "percent")
    said = (
        ""
        if base is None
        else gettext("all customers: {share}", share=value_in_words(base, "percent"))
    )
    return remember(ax, frame, units | {"n": "count"}, by=["decile"], said=said)
