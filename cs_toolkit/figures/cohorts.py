"""Who is still here of each cohort, after each month: a triangle, whose future is empty."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from cs_toolkit.formatting.numbers import unit_formatter
from cs_toolkit.language import gettext, translated
from cs_toolkit.language.numbers import number

from . import frames
from .alt_text import describe
from .drawing import draws, no_data, remember
from .headline import headline
from .labels import at_the_right, row_axis
from .palette import PAPER, SHARES, ink_on
from .style import paper_of

ALL = "all cohorts"


def _height(frame: pd.DataFrame) -> float:
    rows = frame["cohort"].nunique() if "cohort" in frame.columns else 1
    return 1.45 + 0.29 * max(rows, 2)


@draws(height=_height)
def cohorts(
    frame: pd.DataFrame,
    ax: Axes,
    *,
    title: str = "Customers still here, by the month they started",
    per: str = "month",
    total: str = ALL,
) -> Axes:
    """Draw a triangle from rows of ``cohort, age, value``; ``n`` is the size of the cohort at age 0.

    ``value`` is a share. A missing row or value is empty, never 0. Rows whose cohort is ``total``
    (the weighted mean) are set apart at the bottom. Raises ``InputError`` on a pair that comes
    twice.
    """
    frames.need(frame, ["cohort", "age", "value"], "cohorts")
    frames.one_row_each(frame, ["cohort", "age"], "cohorts", "keep one segment")
    if frames.nothing_in(frames.numbers(frame, "value")):
        return no_data(ax, title)
    names = [name for name in frame["cohort"].unique() if name != total]
    names = sorted(names) + ([total] if (frame["cohort"] == total).any() else [])
    grid = frame.pivot(index="cohort", columns="age", values="value").reindex(names)
    grid = grid.reindex(columns=range(int(frame["age"].min()), int(frame["age"].max()) + 1))
    shares = grid.apply(pd.to_numeric).to_numpy(dtype=float, na_value=np.nan)
    shares = np.where(np.isfinite(shares), shares, np.nan)
    top = max(1.0, float(np.nanmax(shares)))  # revenue of a cohort can grow beyond its start
    size = _heat_map(ax, shares, top)
    row_axis(ax, names, longest=16)
    ax.set_yticks(np.arange(len(names)) + 0.5, [label.get_text() for label in ax.get_yticklabels()])
    _axes(ax, names, grid, frame, total, size, per)
    headline(
        ax,
        title,
        gettext(
            "share of the cohort in each {grain} since its start; empty: yet to come",
            grain=translated(per),
        ),
    )
    units = {"value": "percent", "n": "count"}
    whole = frame[frame["cohort"] == total]
    shown = whole if len(whole) else frame
    words = describe(shown, {"value": "percent"}, by=["cohort", "age"])
    said = gettext(
        "{count} cohorts. {words}", count=len(names) - len(whole[:1]), words=words
    ).rstrip(".")
    return remember(ax, frame, units, tell=[], said=said)


def _heat_map(ax: Axes, shares: np.ndarray, top: float) -> float:
    """The shares, each in its colour with its number on it; the size of the letters."""
    import seaborn  # here: it takes as long to load as all figures together

    columns = shares.shape[1]
    width = paper_of(ax).get_figwidth() * 0.76 * 72 / columns
    size = float(np.clip(width / 2.9, 5.0, 10.0))
    words = unit_formatter("percent")
    sign = None if columns <= 14 else -1  # many columns leave no room for the percent sign
    labels = [[words(round(share, 2))[:sign] for share in row] for row in shares]
    seaborn.heatmap(
        shares, ax=ax, cmap=SHARES, vmin=0, vmax=top, cbar=False, mask=~np.isfinite(shares),
        annot=np.array(labels), fmt="", annot_kws={"fontsize": size},
        linewidths=1.5, linecolor=PAPER, xticklabels=False, yticklabels=False,
    )  # fmt: skip
    fills = np.asarray(ax.collections[0].get_facecolor())
    for digits in ax.texts:
        x, y = digits.get_position()
        digits.set_color(ink_on(fills[int(y) * columns + int(x)]))
    return size


def _axes(
    ax: Axes,
    names: Sequence[str],
    grid: pd.DataFrame,
    frame: pd.DataFrame,
    total: str,
    size: float,
    per: str,
) -> None:
    ages = list(grid.columns)
    every = max(1, len(ages) // 18)
    ax.set_xticks(np.arange(len(ages))[::every] + 0.5, ages[::every])
    ax.set_xlim(0, len(ages))
    ax.set_ylim(len(names), 0)
    ax.grid(False)
    ax.set_xlabel(gettext("{grain}s since the start", grain=translated(per)), loc="left")
    if total in names:
        ax.axhline(len(names) - 1, color=PAPER, linewidth=7)
    if "n" in frame.columns:
        sizes = frame.sort_values("age").groupby("cohort")["n"].first().reindex(names)
        words = [
            f"n {number(n)}" if np.isfinite(n) else ""
            for n in frames.numbers(sizes.to_frame(), "n")
        ]
        at_the_right(ax, [["" for _ in words], words], 10, start=0.5)
