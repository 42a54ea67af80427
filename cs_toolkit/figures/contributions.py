"""What a health score is made of: what each indicator gives, out of what it could give."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.language import gettext
from cs_toolkit.language.numbers import number

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline
from .labels import at_the_right, row_axis
from .palette import MUTED, SERIES, SHADE
from .units import with_zero


def _height(frame: pd.DataFrame) -> float:
    return 1.35 + 0.38 * max(len(frame), 2)


@draws(height=_height)
def contributions(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    title: str = "What the health score is made of",
    subtitle: str = "points given, out of the points that the indicator's weight allows",
) -> Axes:
    """Draw a bar for each indicator: rows of ``indicator, contribution`` and ``possible``.

    An indicator without data has no contribution and says so. Raises ``InputError`` if an
    indicator comes twice.
    """
    frames.need(frame, ["indicator", "contribution"], "contributions")
    frames.one_row_each(frame, ["indicator"], "contributions", "keep one customer and date")
    given, possible = frames.numbers(frame, "contribution"), frames.numbers(frame, "possible")
    if frames.nothing_in(given):
        return no_data(ax, title)
    places = np.arange(len(frame))
    size = row_axis(ax, [frames.label_of(name) for name in frame["indicator"]])
    ax.barh(places, possible, color=SHADE, height=0.6, linewidth=0, label="possible")
    colours = np.where(np.nan_to_num(given) < 0, SERIES[1], SERIES[0])
    ax.barh(places, given, color=colours, height=0.6, linewidth=0, label="given")
    words = [
        gettext("no data")
        if not np.isfinite(own)
        else gettext("{part} of {whole}", part=number(own, 1), whole=number(most))
        if np.isfinite(most)
        else number(own, 1)
        for own, most in zip(given, possible, strict=True)
    ]
    at_the_right(ax, [[word.replace("-", "−") for word in words]], size)
    if (np.nan_to_num(given) < 0).any():
        ax.axvline(0, color=MUTED, linewidth=1)
    ax.set_xlim(with_zero(given, possible, room=0.02))
    headline(ax, title, "" if frames.nothing_in(possible) else subtitle)
    units = {"contribution": "points", "possible": "points"}
    return remember(ax, frame, units, by=["indicator"])
