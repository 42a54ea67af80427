"""How often each score was given, in the colours of what it counts as."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.formatting.numbers import unit_formatter, value_in_words
from cs_toolkit.language import translated

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline, legend_above
from .palette import BAD, GOOD, INK, NEUTRAL
from .units import speak

NPS_BOXES = {"Detractors": range(7), "Passives": (7, 8), "Promoters": (9, 10)}
COLOURS = (BAD, NEUTRAL, GOOD)


@draws(height=3.9)
def scores(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    boxes: Mapping[str, Iterable[int]] = NPS_BOXES,
    shares: Mapping[str, float] | None = None,
    title: str = "How likely to recommend: every answer",
) -> Axes:
    """Draw one bar for each score: rows of ``score, answers``.

    ``boxes`` names the scores that count together, from bad to good: three of them for the
    promoter question, two (the rest and the top box) for satisfaction. ``shares``, one for each
    box, are written into its name. Raises ``InputError`` if a score comes twice.
    """
    frames.need(frame, ["score", "answers"], "scores")
    frames.one_row_each(frame, ["score"], "scores", "keep one survey, period and segment")
    answers = frames.numbers(frame, "answers")
    if frames.nothing_in(answers) or np.nansum(answers) == 0:
        return no_data(ax, title)
    places = frames.numbers(frame, "score")
    colours = COLOURS if len(boxes) > 2 else (NEUTRAL, GOOD)
    for (name, box), colour in zip(boxes.items(), colours, strict=True):
        inside = np.isin(places, list(box))
        share = f" {value_in_words(shares[name], 'percent')}" if shares and name in shares else ""
        if inside.any():
            ax.bar(
                places[inside],
                answers[inside],
                color=colour,
                width=0.78,
                label=f"{translated(name)}{share}",
            )
    short = unit_formatter("count")
    for place, count in zip(places, answers, strict=True):
        if np.isfinite(count):
            ax.annotate(
                short(count), (place, count), (0, 3), textcoords="offset points", ha="center",
                fontsize=10, color=INK,
            )  # fmt: skip
    scale = sorted({*places, *(score for box in boxes.values() for score in box)})
    ax.set_xticks(scale)
    ax.set_xlim(scale[0] - 0.7, scale[-1] + 0.7)
    speak(ax.yaxis, "count", ticks=5)
    ax.set_xlabel("score", loc="left")
    legend_above(ax)
    headline(ax, title)
    return remember(ax, frame, {"answers": "count"}, by=["score"], said=_shares_in_words(shares))


def _shares_in_words(shares: Mapping[str, float] | None) -> str:
    return ", ".join(
        f"{translated(name)} {value_in_words(one, 'percent')}"
        for name, one in (shares or {}).items()
    )
