"""Two numbers of each customer against one another, with the line that was fitted to them."""

from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.formatting.numbers import value_in_words
from cs_toolkit.language import gettext
from cs_toolkit.language.numbers import number

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline
from .palette import SERIES
from .units import speak


@draws(height=4.4)
def scatter(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    x: str,
    y: str,
    x_unit: str = "score",
    y_unit: str = "score",
    currency: str | None = None,
    line: pd.DataFrame | None = None,
    title: str | None = None,
    subtitle: str = "",
) -> Axes:
    """Draw one point for each row, column ``x`` against column ``y``.

    ``line`` is a fitted line with the same two columns and ``low, high`` for its band, computed by
    from any model.
    """
    frames.need(frame, [x, y], "scatter")
    title = title or gettext(
        "{one} against {other}",
        one=frames.label_of(y),
        other=frames.in_a_sentence(frames.label_of(x)),
    )
    across, up = frames.numbers(frame, x), frames.numbers(frame, y)
    both = np.isfinite(across) & np.isfinite(up)
    if not both.any():
        return no_data(ax, title)
    currency = frames.currency_of(frame, currency)
    alpha = float(np.clip(60 / both.sum(), 0.06, 0.7))
    look: dict[str, Any] = {"markersize": 6 if both.sum() < 2000 else 3, "markeredgewidth": 0}
    ax.plot(across[both], up[both], "o", color=SERIES[0], alpha=alpha, label="points", **look)
    if line is not None and len(line):
        line = line.sort_values(x)
        places, low, high = (
            frames.numbers(line, x),
            frames.numbers(line, "low"),
            frames.numbers(line, "high"),
        )
        ax.fill_between(places, low, high, color=SERIES[1], alpha=0.2, linewidth=0)
        ax.plot(places, frames.numbers(line, y), color=SERIES[1], label="fitted")
    speak(ax.xaxis, x_unit, currency)
    speak(ax.yaxis, y_unit, currency)
    ax.set_xlabel(frames.label_of(x), loc="left")
    ax.set_ylabel(frames.label_of(y))
    headline(ax, title, subtitle)
    ranges = {
        frames.label_of(name): [value_in_words(end, unit, currency) for end in (least, most)]
        for name, unit, least, most in (
            (x, x_unit, across[both].min(), across[both].max()),
            (y, y_unit, up[both].min(), up[both].max()),
        )
    }
    shown = pd.DataFrame(ranges, index=["lowest", "highest"]).rename_axis("").reset_index()
    ends = [
        gettext("{name} from {low} to {high}", name=name, low=least, high=most)
        for name, (least, most) in ranges.items()
    ]
    said = "; ".join(
        [
            gettext("{count} points", count=number(int(both.sum()))),
            *ends,
            *([subtitle] if subtitle else []),
        ]
    )
    return remember(ax, shown, {}, said=said)
