"""When in the week things happen: a row for each weekday, a column for each hour."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.calendar.calendars import WEEKDAYS
from cs_toolkit.formatting.numbers import unit_formatter
from cs_toolkit.language import gettext, translated

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline
from .labels import row_axis
from .palette import PAPER, SHADE, SHARES, ink_on


@draws(height=3.4)
def calendar(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    title: str = "When calls come in",
    unit: str = "count",
    week_start: str = "monday",
) -> Axes:
    """Draw rows of ``weekday, hour, value`` (hours 0–23 in the reporting time zone) as a heat map.

    A missing hour is shaded, not 0. Raises ``InputError`` on an unknown weekday, or an hour that
    comes twice.
    """
    frames.need(frame, ["weekday", "hour", "value"], "calendar")
    frames.one_of(frame, "weekday", WEEKDAYS, "calendar")
    frames.one_row_each(frame, ["weekday", "hour"], "calendar", "keep one period and segment")
    if frames.nothing_in(frames.numbers(frame, "value")):
        return no_data(ax, title)
    first = WEEKDAYS.index(week_start)
    days = [*WEEKDAYS[first:], *WEEKDAYS[:first]]
    grid = frame.pivot(index="weekday", columns="hour", values="value").reindex(days)
    grid = grid.reindex(columns=range(24)).apply(pd.to_numeric)
    values = grid.to_numpy(dtype=float, na_value=np.nan)
    values = np.where(np.isfinite(values), values, np.nan)
    ax.set_facecolor(SHADE)
    top = float(np.nanmax(values)) or 1.0
    ax.pcolormesh(
        np.ma.masked_invalid(values), cmap=SHARES, linewidth=1.2, edgecolors=PAPER,
        vmin=min(0.0, float(np.nanmin(values))), vmax=top,
    )  # fmt: skip
    row_axis(ax, [day.capitalize() for day in days])
    ax.set_yticks(np.arange(7) + 0.5, [label.get_text() for label in ax.get_yticklabels()])
    ax.set_ylim(7, 0)
    ax.set_xticks(np.arange(0, 24, 3), [f"{hour}:00" for hour in range(0, 24, 3)])
    ax.set_xlim(0, 24)
    ax.grid(False)
    row, column = np.unravel_index(np.nanargmax(values), values.shape)
    ax.text(
        column + 0.5, row + 0.5, unit_formatter(unit)(values[row, column]), ha="center",
        va="center", fontsize=8, color=ink_on(SHARES(1.0)),
    )  # fmt: skip
    headline(
        ax,
        title,
        gettext(
            "deeper is more; most on {weekday} from {hour}:00",
            weekday=translated(days[row].capitalize()),
            hour=column,
        ),
    )
    return remember(ax, frame, {"value": unit}, by=["weekday", "hour"])
