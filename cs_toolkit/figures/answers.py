"""Who is content and who is not, over time: shares that grow from one middle line to both sides."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.errors import InputError

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline, legend_above
from .palette import BAD, GOOD, MUTED, NEUTRAL, ink_on
from .period_axis import period_axis
from .units import speak

SHADES = {
    2: (BAD, GOOD),
    3: (BAD, NEUTRAL, GOOD),
    5: ("#9c3a05", "#e89a6b", NEUTRAL, "#7fb8dc", "#00568a"),
}
PRINTED_UP_TO = 14  # periods whose bars are wide enough for a number


@draws(height=4.2)
def answers(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    levels: Sequence[str] = ("detractors", "passives", "promoters"),
    title: str = "Who answered what",
) -> Axes:
    """Draw the share of each level in each period: a column for each level, from bad to good.

    Each period is one bar of 100%, whose middle level (of an odd number) straddles zero, so that
    good grows upwards and bad downwards. Two, three or five levels; each value is a share.
    Raises ``InputError`` if a period comes twice.
    """
    frames.need(frame, ["period", *levels], "answers")
    frames.one_row_each(frame, ["period"], "answers", "keep one survey and segment")
    if len(levels) not in SHADES:
        raise InputError(f"the figure answers has 2, 3 or 5 levels, not {len(levels)}")
    shares = np.array([frames.numbers(frame, level) for level in levels])
    if frames.nothing_in(shares):
        return no_data(ax, title)
    places, known = np.arange(len(frame)), np.nan_to_num(shares)
    below = known[: len(levels) // 2].sum(axis=0)
    middle = known[len(levels) // 2] / 2 if len(levels) % 2 else 0
    bottom = -(below + middle)
    for level, share, colour in zip(levels, known, SHADES[len(levels)], strict=True):
        label = frames.label_of(level)
        bars = ax.bar(places, share, bottom=bottom, width=0.8, color=colour, label=label)
        if len(frame) <= PRINTED_UP_TO:
            words = [f"{100 * one:.0f}" if one >= 0.08 else "" for one in share]
            ax.bar_label(bars, words, label_type="center", fontsize=10, color=ink_on(colour))
        bottom = bottom + share
    ax.axhline(0, color=MUTED, linewidth=1, zorder=0.9)
    period_axis(ax, frame["period"].tolist(), least=5)
    speak(ax.yaxis, "percent")
    ax.set_yticks(ax.get_yticks(), [tick.replace("−", "") for tick in _ticks(ax)])
    legend_above(ax)
    headline(ax, title, "percent of the answers in each period")
    units = dict.fromkeys(levels, "percent")
    return remember(ax, frame, units, by=["period"], tell=levels)


def _ticks(ax: Axes) -> list[str]:
    return ax.yaxis.get_major_formatter().format_ticks(list(ax.get_yticks()))
