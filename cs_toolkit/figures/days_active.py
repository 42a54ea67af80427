"""How sticky a product is: how many users came on one day of the period, on two, on every day."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.language import gettext
from cs_toolkit.language.numbers import number

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline
from .labels import above_marks
from .palette import SERIES
from .units import speak


@draws(height=3.7)
def days_active(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    mean: float | None = None,
    who: str = "users",
    title: str = "On how many days of the month people came",
) -> Axes:
    """Draw one bar for each number of days: rows of ``days, users``; ``mean`` is a marked line."""
    frames.need(frame, ["days", "users"], "days_active")
    frames.one_row_each(frame, ["days"], "days_active", "keep one period and segment")
    days, users = frames.numbers(frame, "days"), frames.numbers(frame, "users")
    if frames.nothing_in(users):
        return no_data(ax, title)
    ax.bar(days, users, color=SERIES[0], width=0.82)
    last = int(np.nanmax(days))
    ax.set_xticks([day for day in (1, 5, 10, 15, 20, 25, 31) if day <= last] or [last])
    ax.set_xlim(min(0.2, float(np.nanmin(days)) - 0.8), last + 0.8)
    speak(ax.yaxis, "count", ticks=5)
    ax.set_xlabel(gettext("days active"), loc="left")
    ax.set_ylabel(who)
    words = ""
    if mean is not None and np.isfinite(mean):
        words = gettext("mean {days} days", days=number(mean, 1))
        above_marks(ax, [(mean, words)])
    headline(ax, title)
    return remember(ax, frame, {"users": "count"}, by=["days"], said=words)
