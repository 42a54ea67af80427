"""Whether a score means what it says: foretold beside what came, and the lift of its best tenths."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.wording import unit_formatter, value_in_words

from . import frames
from .drawing import draws, no_data
from .headline import headline
from .palette import INK, MUTED, NEUTRAL, SERIES
from .units import speak


@draws(
    height=4.4, predicted="percent", observed="percent", low="percent", high="percent", n="count"
)
def calibration(
    frame: pd.DataFrame,
    ax: Axes | None = None,
    *,
    title: str = "Foretold, and what came",
    event: str = "left",
) -> Axes:
    """Draw groups of customers: rows of ``predicted, observed`` with ``low, high`` and ``n``.

    On the diagonal a foretold share came true; the size of a dot is the size of its group.
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
        "as foretold", (end, end), (-6, -4), textcoords="offset points", ha="right", va="top",
        color=MUTED, fontsize=10,
    )  # fmt: skip
    ax.vlines(predicted, low, high, color=SERIES[0], alpha=0.3, linewidth=4)
    counts = frames.numbers(frame, "n")
    area = (
        60.0 if frames.nothing_in(counts) else 30 + 160 * np.nan_to_num(counts) / np.nanmax(counts)
    )
    ax.plot(predicted, observed, color=SERIES[0], linewidth=1, alpha=0.6)
    ax.scatter(predicted, observed, s=area, color=SERIES[0], zorder=3, linewidth=0)
    speak(ax.xaxis, "percent")
    speak(ax.yaxis, "percent")
    ax.set(xlim=(0, end), ylim=(0, end))
    ax.set_xlabel(f"foretold to have {event}", loc="left")
    ax.set_ylabel(f"have {event}")
    bar = "bar: 95% interval" if not frames.nothing_in(low) else ""
    headline(ax, title, bar)
    return ax


@draws(height=3.8, rate="percent", n="count")
def lift(
    frame: pd.DataFrame,
    ax: Axes | None = None,
    *,
    base: float | None = None,
    title: str = "Who left, from the highest risk to the lowest",
) -> Axes:
    """Draw the share that left in each tenth of the score: rows of ``decile, rate``, riskiest first.

    ``base`` is the share of all; ``low`` and ``high``, if there, are the interval. Raises
    ``InputError`` if a tenth comes twice.
    """
    frames.need(frame, ["decile", "rate"], "lift")
    frames.one_row_each(frame, ["decile"], "lift", "keep one score and horizon")
    rates = frames.numbers(frame, "rate")
    if frames.nothing_in(rates):
        return no_data(ax, title)
    places, short = np.arange(len(frame)), unit_formatter("percent")
    higher = np.full(len(frame), True) if base is None else np.nan_to_num(rates) >= base
    colours = [SERIES[0] if one else NEUTRAL for one in higher]
    ax.bar(places, rates, color=colours, width=0.76)
    ax.vlines(
        places, frames.numbers(frame, "low"), frames.numbers(frame, "high"), color=INK, linewidth=1
    )
    tops = np.fmax(rates, frames.numbers(frame, "high"))
    for place, (top, rate) in enumerate(zip(tops, rates, strict=True)):
        if np.isfinite(rate):
            ax.annotate(
                short(rate), (place, top), (0, 3), textcoords="offset points", ha="center",
                fontsize=9.5, color=INK,
            )  # fmt: skip
    ax.set_xticks(places, [str(one) for one in frame["decile"]])
    ax.set_xlabel("tenth of the customers, riskiest first", loc="left")
    speak(ax.yaxis, "percent", ticks=5)
    ax.set_ylim(0, None)
    if base is not None:
        ax.axhline(base, color=MUTED, linewidth=1.3, linestyle=(0, (5, 3)), zorder=2.5)
        ax.annotate(
            f"all {value_in_words(base, 'percent')}", (1, base), (-2, 3), ha="right",
            xycoords=("axes fraction", "data"), textcoords="offset points", color=MUTED, fontsize=10,
        )  # fmt: skip
    headline(ax, title)
    return ax
