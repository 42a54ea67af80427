"""How long customers stay: steps down, a band of doubt, ticks for those still here, the median."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.typing import ColorType

from cs_toolkit.formatting.numbers import unit_formatter
from cs_toolkit.language import gettext, translated
from cs_toolkit.language.numbers import marked

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline
from .labels import End, beside
from .lettering import shortened
from .palette import MUTED, SERIES
from .units import speak, with_zero

MOST_BANDS = 3  # of more, none can be distinguished from the others


@draws(height=4.2)
def survival(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    by: str | None = None,
    medians: Mapping[str, float] | float | None = None,
    title: str = "How long customers stay",
    per: str = "months",
) -> Axes:
    """Draw one curve, or one for each value of ``by``: rows of ``time, staying, low, high``.

    ``still_here`` is the number of customers last seen at that time without having left; each such
    time gets a tick. Bands are drawn of up to three curves. ``medians`` (one, or one for each curve) are marked at one half. Raises
    ``InputError`` where a time comes twice in a curve.
    """
    frames.need(frame, ["time", "staying", *([by] if by else [])], "survival")
    frames.one_row_each(frame, [*([by] if by else []), "time"], "survival", "name the split by=")
    if frames.nothing_in(frames.numbers(frame, "staying")):
        return no_data(ax, title)
    curves = dict(list(frame.groupby(by, sort=False))) if by else {"": frame}
    middles: Mapping[str, float | None] = medians if isinstance(medians, Mapping) else {"": medians}
    if len(curves) > MOST_BANDS:
        curves = {
            n: rows.drop(columns=["low", "high"], errors="ignore") for n, rows in curves.items()
        }
    ends, said = [], []
    for number, (name, rows) in enumerate(curves.items()):
        colour = SERIES[number % len(SERIES)]
        end = _curve(ax, rows.sort_values("time"), name, colour, by)
        said.append(
            gettext(
                "{words} after {count} {unit}",
                words=end.words,
                count=marked(f"{end.x:,.4g}"),
                unit=translated(per),
            )
        )
        median = middles.get(name)
        if median is not None and np.isfinite(median):
            _median(ax, median, colour)
            half = gettext(
                "median {count} {unit}", count=marked(f"{median:,.3g}"), unit=translated(per)
            )
            said[-1] += f", {half}"
            end = end._replace(words=f"{end.words}\n{half}")
        ends.append(end)
    ax.set_ylim(with_zero(1.0, frames.numbers(frame, "staying"), room=0.03))
    ax.set_xlim(0, None)
    speak(ax.yaxis, "percent")
    speak(ax.xaxis, "score", ticks=8)
    ax.set_xlabel(gettext("{unit} since the start", unit=translated(per)), loc="left")
    beside(ax, ends)
    ticks = "still_here" in frame.columns and (frames.numbers(frame, "still_here") > 0).any()
    bands = (frames.numbers(rows, "low") for rows in curves.values())
    band = not all(map(frames.nothing_in, bands))
    notes = (["band: 95% interval"] if band else []) + (["tick: still here"] if ticks else [])
    headline(ax, title, " · ".join(notes))
    share = dict.fromkeys(["staying", "low", "high"], "percent")
    return remember(ax, frame, share, tell=[], said="; ".join(said))


def _curve(ax: Axes, rows: pd.DataFrame, name: object, colour: ColorType, by: str | None) -> End:
    time, staying = frames.numbers(rows, "time"), frames.numbers(rows, "staying")
    low, high = frames.numbers(rows, "low"), frames.numbers(rows, "high")
    ax.fill_between(time, low, high, step="post", color=colour, alpha=0.14, linewidth=0)
    label = frames.name_of(name, by) if by else "staying"
    ax.plot(time, staying, drawstyle="steps-post", color=colour, label=label)
    still_here = frames.numbers(rows, "still_here") > 0
    if still_here.any():
        look: dict[str, Any] = {"markersize": 6, "markeredgewidth": 1, "alpha": 0.7}
        ax.plot(time[still_here], staying[still_here], "|", color=colour, **look)
    last = int(np.flatnonzero(np.isfinite(staying))[-1])
    share = unit_formatter("percent")(round(staying[last], 2))
    words = f"{shortened(label, 22)} {share}" if by else gettext("{share} stay", share=share)
    return End(time[last], staying[last], words, colour)


def _median(ax: Axes, median: float, colour: ColorType) -> None:
    ax.plot([0, median, median], [0.5, 0.5, 0], color=MUTED, linewidth=1, linestyle=(0, (4, 3)))
    ax.plot([median], [0.5], "o", color=colour, markersize=7)
