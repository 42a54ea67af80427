"""Whether a predicted share means what it says: predicted beside observed."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.formatting.numbers import value_in_words
from cs_toolkit.language import gettext, translated

from . import frames
from .drawing import draws, no_data, remember
from .headline import headline
from .palette import MUTED, SERIES
from .units import speak


@draws(height=4.4)
def calibration(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    title: str = "Predicted and observed",
    event: str = "left",
) -> Axes:
    """Draw groups of customers: rows of ``predicted, observed`` with ``low, high`` and ``n``.

    On the diagonal the predicted share is the observed one; the size of a dot is the size of its group.
    """
    frames.need(frame, ["predicted", "observed"], "calibration")
    predicted, observed = frames.numbers(frame, "predicted"), frames.numbers(frame, "observed")
    both = np.isfinite(predicted) & np.isfinite(observed)
    if not both.any():
        return no_data(ax, title)
    low, high = frames.numbers(frame, "low"), frames.numbers(frame, "high")
    end = float(
        np.nanmax([predicted[both].max(), observed[both].max(), np.nanmax(np.append(high, 0))])
    )
    end = min(1.0, end * 1.06) or 1.0
    ax.plot([0, end], [0, end], color=MUTED, linewidth=1.2, linestyle=(0, (5, 3)))
    ax.annotate(
        gettext("perfect calibration"), (0.93 * end, end), (0, -1), textcoords="offset points", ha="right", va="top",
        color=MUTED, fontsize=10.5,
    )  # fmt: skip
    ax.vlines(predicted, low, high, color=SERIES[0], alpha=0.3, linewidth=4)
    counts = frames.numbers(frame, "n")
    area = (
        60.0
        if frames.nothing_in(counts)
        else 30 + 160 * np.maximum(np.nan_to_num(counts), 0) / max(np.nanmax(counts), 1)
    )
    ax.plot(predicted, observed, color=SERIES[0], linewidth=1, alpha=0.6)
    ax.scatter(predicted, observed, s=area, color=SERIES[0], zorder=3, linewidth=0)
    speak(ax.xaxis, "percent")
    speak(ax.yaxis, "percent")
    ax.set(xlim=(0, end), ylim=(0, end))
    ax.set_xlabel(gettext("predicted to have {event}", event=translated(event)), loc="left")
    ax.set_ylabel(gettext("have {event}", event=translated(event)))
    bar = "bar: 95% interval" if not frames.nothing_in(low) else ""
    headline(ax, title, bar)
    said = [
        gettext(
            "predicted {one}, observed {other}",
            one=value_in_words(one, "percent"),
            other=value_in_words(other, "percent"),
        )
        for one, other in zip(predicted[both][:10], observed[both][:10], strict=True)
    ]
    units = dict.fromkeys(["predicted", "observed", "low", "high"], "percent")
    return remember(ax, frame, units | {"n": "count"}, tell=[], said="; ".join(said))
