"""Why a rate changed: because the segments themselves changed, or because their shares did."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.formatting.numbers import change_in_words, in_points
from cs_toolkit.language import gettext, translated
from cs_toolkit.language.numbers import percent_sign

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline, legend_above
from .labels import at_the_right, row_axis
from .palette import MUTED, ORANGE, SERIES
from .units import UnitFormatter, speak


def _height(frame: pd.DataFrame) -> float:
    return 1.7 + 0.42 * max(len(frame), 2)


class _Changes(UnitFormatter):
    """Ticks that are differences: with their sign, and percentages in points."""

    def format_ticks(self, values: Sequence[float]) -> list[str]:
        words = super().format_ticks(values)
        return [
            ("+" if value > 0 else "")
            + (in_points(word) if word.endswith(percent_sign()) else word)
            for value, word in zip(values, words, strict=True)
        ]


@draws(height=_height)
def mix_and_rate(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    title: str = "Why the rate changed",
    unit: str = "percent",
) -> Axes:
    """Draw the two parts of a change for each segment: rows of ``segment, mix, rate``.

    ``mix`` is what the segment's share did to the total, ``rate`` what its own rate did; ``change``,
    their sum, is written beside them. Raises ``InputError`` if a segment comes twice.
    """
    frames.need(frame, ["segment", "mix", "rate"], "mix_and_rate")
    frames.one_row_each(frame, ["segment"], "mix_and_rate", "keep one dimension")
    mix, rate = frames.numbers(frame, "mix"), frames.numbers(frame, "rate")
    if frames.nothing_in(np.concatenate([mix, rate])):
        return no_data(ax, title)
    places = np.arange(len(frame))
    size = row_axis(ax, [frames.name_of(name, "segment") for name in frame["segment"]])
    ax.barh(places - 0.19, rate, height=0.34, color=SERIES[0], label=gettext("its own rate"))
    ax.barh(places + 0.19, mix, height=0.34, color=ORANGE, label=gettext("its share (mix)"))
    ax.axvline(0, color=MUTED, linewidth=1)
    if "change" in frame.columns:
        changes = frames.numbers(frame, "change")
        words = [change_in_words(one, unit) if np.isfinite(one) else "–" for one in changes]
        at_the_right(ax, [words], size)
    speak(ax.xaxis, unit, ticks=5)
    ax.xaxis.set_major_formatter(_Changes(unit))
    ax.margins(x=0.06)
    legend_above(ax)
    headline(ax, title)
    columns = [name for name in ("mix", "rate", "change") if name in frame.columns]
    shown = frame[["segment"]].copy()
    for name in columns:
        shown[name] = [change_in_words(one, unit) for one in frames.numbers(frame, name)]
    said = "; ".join(
        f"{frames.name_of(row['segment'], 'segment')}: "
        + ", ".join(f"{translated(name)} {row[name]}" for name in columns)
        for _, row in shown.head(12).iterrows()
    )
    return remember(ax, shown, {}, said=said)
