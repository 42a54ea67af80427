"""The history, what was forecast of it, and the forecast: the fan beside its own back-test."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.formatting.numbers import value_in_words

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline, legend_above
from .labels import End, beside
from .palette import INK, SERIES
from .period_axis import period_axis
from .units import speak

KINDS = ("actual", "back_test", "forecast")


@draws(height=4.0)
def forecast(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    title: str = "What was, and what to expect",
    subtitle: str = "band: 95% interval of the forecast",
    unit: str | None = None,
    currency: str | None = None,
) -> Axes:
    """Draw rows of ``period, kind, value`` and, for forecasts, ``low, high``.

    ``kind`` is ``actual``, ``back_test`` (what the model would have said at the time) or
    ``forecast``. Raises ``InputError`` on an unknown kind, or a period that comes twice in one.
    """
    frames.need(frame, ["period", "kind", "value"], "forecast")
    frames.one_row_each(frame, ["kind", "period"], "forecast", "keep one model and segment")
    frames.one_of(frame, "kind", KINDS, "forecast")
    if frames.nothing_in(frames.numbers(frame, "value")):
        return no_data(ax, title)
    unit, currency = frames.unit_of(frame, unit), frames.currency_of(frame, currency)
    periods = sorted(frame["period"].unique())
    place = {period: number for number, period in enumerate(periods)}
    rows = {kind: frame[frame["kind"] == kind].sort_values("period") for kind in KINDS}
    looks: dict[str, dict[str, Any]] = {
        "actual": {"color": INK, "linewidth": 2.2},
        "back_test": {"color": SERIES[1], "linewidth": 1.6, "linestyle": (0, (1.5, 1.5))},
        "forecast": {"color": SERIES[0], "linewidth": 2.2, "linestyle": (0, (4, 1.5))},
    }
    ends = []
    for kind, look in looks.items():
        if rows[kind].empty:
            continue
        x = np.array([place[period] for period in rows[kind]["period"]], dtype=float)
        y = frames.numbers(rows[kind], "value")
        low, high = frames.numbers(rows[kind], "low"), frames.numbers(rows[kind], "high")
        ax.fill_between(x, low, high, color=look["color"], alpha=0.15, linewidth=0)
        alone = "o" if np.isfinite(y).sum() == 1 else None
        ax.plot(x, y, label=frames.label_of(kind), marker=alone, **look)
        if kind == "forecast" and np.isfinite(y).any():
            last = int(np.flatnonzero(np.isfinite(y))[-1])
            ends.append(End(x[last], y[last], value_in_words(y[last], unit, currency), SERIES[0]))
    period_axis(ax, periods, room=0.4)
    speak(ax.yaxis, unit, currency)
    bottom, top = ax.get_ylim()
    drawn = [frames.numbers(frame, name) for name in ("value", "low", "high")]
    if np.nanmin(np.concatenate(drawn)) >= 0:  # revenue has nothing below 0
        bottom = max(bottom, 0)
    ax.set_ylim(bottom, top)
    beside(ax, ends)
    legend_above(ax)
    headline(ax, title, subtitle)
    units = {"value": unit, "low": unit, "high": unit}
    return remember(ax, frame, units, currency, by=["kind", "period"])
