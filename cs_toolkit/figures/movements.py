"""What came and what went in each period: gains above zero, losses below, and the net of both."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.language import gettext

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline, legend_above
from .movement_lines import movement_lines
from .palette import INK, MUTED, PAPER
from .period_axis import period_axis
from .units import speak


@draws(height=4.2)
def movements(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    of: str = "mrr",
    title: str | None = None,
    unit: str | None = None,
    currency: str | None = None,
) -> Axes:
    """Draw the movements of each period, one row of measures for each, oldest first.

    The line is the net change, ``ending_… − starting_…``. Raises ``InputError`` if a period comes
    twice.
    """
    frames.need(frame, ["period", f"starting_{of}", f"ending_{of}"], "movements")
    frames.one_row_each(frame, ["period"], "movements", "keep one dimension and segment")
    title = title or gettext("{what} gained and lost", what=frames.label_of(of))
    lines = movement_lines(frame, of)
    net = frames.numbers(frame, f"ending_{of}") - frames.numbers(frame, f"starting_{of}")
    if frames.nothing_in(net):
        return no_data(ax, title)
    currency = frames.currency_of(frame, currency)
    unit = unit or ("money" if of == "mrr" else "count")
    places = np.arange(len(frame))
    up, down = np.zeros(len(frame)), np.zeros(len(frame))
    for line in lines:
        values = line.sign * np.nan_to_num(frames.numbers(frame, line.measure))
        below = np.signbit(values)  # a loss of 0 stays on its side
        ax.bar(
            places, values, bottom=np.where(below, down, up), width=0.74,
            color=line.colour, label=line.label, linewidth=0.6,
        )  # fmt: skip
        up, down = up + np.where(below, 0, values), down + np.where(below, values, 0)
    few: dict[str, Any] = {}
    if len(net) <= 26:
        few = {"marker": "o", "markersize": 5, "markerfacecolor": PAPER, "markeredgewidth": 1.6}
    ax.plot(places, net, color=INK, linewidth=1.6, label="Net", **few)
    ax.axhline(0, color=MUTED, linewidth=1)
    period_axis(ax, frame["period"].tolist(), least=5)
    speak(ax.yaxis, unit, currency)
    legend_above(ax, last="Net")
    headline(ax, title)
    units = dict.fromkeys(
        [f"starting_{of}", *(line.measure for line in lines), f"ending_{of}"], unit
    )
    shown = frame[["period", *units]].assign(net=net)
    return remember(ax, shown, units | {"net": unit}, currency, by=["period"], tell=["net"])
