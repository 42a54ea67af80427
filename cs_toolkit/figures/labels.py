"""Labels that stand beside what they name: at the end of a line, or at the start of a row."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from matplotlib.axes import Axes

from .lettering import made_distinct
from .palette import GRID, INK, MUTED
from .style import paper_of

LARGEST, SMALLEST = 11.0, 6.0


class End(NamedTuple):
    """Where a line ends, and what is written there."""

    x: float
    y: float
    words: str
    colour: object


def beside(ax: Axes, ends: Sequence[End], size: float = LARGEST) -> None:
    """Write labels to the right of the axes, each at the height of its line's end.

    Labels that would touch are moved apart and tied to their lines; call it when the limits of the
    vertical axis are final.
    """
    ends = sorted(ends, key=lambda end: end.y)
    heights = [_in_axes(ax, end) for end in ends]
    for end, height, moved_to in zip(
        ends, heights, _apart(heights, _gap(ax, size, ends)), strict=True
    ):
        # from the label's left edge: from its middle, as is usual, the tie would strike it through
        tie = {"arrowstyle": "-", "color": end.colour, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 5,
               "relpos": (0, 0.5)}  # fmt: skip
        ax.annotate(
            end.words, (end.x, end.y), (1.012, moved_to), textcoords="axes fraction",
            va="center", color=end.colour, fontsize=size, annotation_clip=False,
            arrowprops=tie if abs(moved_to - height) > 0.01 else None,
        )  # fmt: skip


def row_axis(ax: Axes, names: Sequence[object], *, longest: int = 30) -> float:
    """Name rows at 0, 1, 2, … from the top down; the size of letters that suits their distance."""
    height = paper_of(ax).get_figheight() * ax.get_position().height * 72
    size = float(np.clip(0.72 * height / max(len(names), 1), SMALLEST, LARGEST))
    ax.set_yticks(
        range(len(names)),
        [name or "(none)" for name in made_distinct(names, longest)],
        fontsize=size,
    )
    for label in ax.get_yticklabels():
        label.set_parse_math(False)
        label.set_color(INK)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.grid(False, axis="y")
    ax.grid(True, axis="x", color=GRID, linewidth=1.0)
    ax.spines["bottom"].set_visible(False)
    return size


def at_the_right(
    ax: Axes, columns: Sequence[Sequence[str]], size: float, *, start: float = 0.0
) -> None:
    """Write a small table to the right of the axes: columns of words, one for each row of its axis.

    The first column is in ink, the others are muted; ``start`` is the height of the first row.
    """
    edge = 0.0
    for number, words in enumerate(columns):
        longest = max((len(word) for word in words), default=0)
        if not longest:
            continue
        edge += 0.62 * size * longest + 12
        for place, word in enumerate(words):
            ax.annotate(
                word, (1, start + place), (edge, 0), xycoords=("axes fraction", "data"),
                textcoords="offset points", ha="right", va="center", fontsize=size,
                color=MUTED if number else INK, annotation_clip=False,
            )  # fmt: skip


def above_marks(ax: Axes, marks: Sequence[tuple[float, str]], size: float = 10.5) -> None:
    """Mark values of the horizontal axis by lines, each named at its upper end inside the axes.

    From left to right each line is shorter by a row, so that none crosses the name of another.
    """
    left, right = ax.get_xlim()
    if marks:
        ax.set_xlim(min(left, *(x for x, _ in marks)), max(right, *(x for x, _ in marks)))
    low, high = ax.get_ylim()
    height = paper_of(ax).get_figheight() * ax.get_position().height * 72
    row = 1.35 * size / height
    ax.set_ylim(low, high + (high - low) * row * (len(marks) + 0.4))
    width = paper_of(ax).get_figwidth() * ax.get_position().width * 72
    for line, (x, words) in enumerate(sorted(marks)):
        at = ax.transAxes.inverted().transform(ax.transData.transform((x, 0)))[0]
        room = at + 0.62 * size * len(words) / width < 1
        up = 1 - row * (line + 0.5)
        ax.axvline(x, ymax=up + row / 2, color=INK, linewidth=1.2, linestyle=(0, (4, 2)))
        ax.annotate(
            words, (x, up), (5 if room else -5, 0), xycoords=("data", "axes fraction"),
            textcoords="offset points", va="center", ha="left" if room else "right",
            fontsize=size, color=INK,
        )  # fmt: skip


def _in_axes(ax: Axes, end: End) -> float:
    return ax.transAxes.inverted().transform(ax.transData.transform((end.x, end.y)))[1]


def _gap(ax: Axes, size: float, ends: Sequence[End]) -> float:
    height = paper_of(ax).get_figheight() * ax.get_position().height * 72
    lines = max((end.words.count("\n") + 1 for end in ends), default=1)
    return 1.25 * size * lines / height


def _apart(heights: Sequence[float], gap: float) -> list[float]:
    """Heights in rising order, moved as little as a gap between neighbours asks."""
    moved = [max(height, 0.0) for height in heights]
    for place in range(1, len(moved)):
        moved[place] = max(moved[place], moved[place - 1] + gap)
    if moved and moved[-1] > 1:
        moved[-1] = 1.0  # no label stands above the axes
        for place in range(len(moved) - 2, -1, -1):
            moved[place] = min(moved[place], moved[place + 1] - gap)
    return moved
