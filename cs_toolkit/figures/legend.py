"""A legend in rows between the headline and the axes, in the order in which things are drawn."""

from math import ceil

from matplotlib.axes import Axes
from matplotlib.legend import Legend

from .palette import INK


def legend_above(ax: Axes, *, columns: int = 6, last: str | None = None) -> None:
    """Name what is drawn, above the axes; call it before the headline, which goes on top."""
    named = sorted(
        zip(*ax.get_legend_handles_labels(), strict=True), key=lambda pair: pair[1] == last
    )
    if named:
        handles, labels = zip(*named, strict=True)
        ax.legend(
            handles, labels, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=columns,
            borderaxespad=0.2, handlelength=1.1, handleheight=0.9, columnspacing=1.3,
            handletextpad=0.5, labelcolor=INK, borderpad=0.2,
        )  # fmt: skip


def legend_rows(legend: Legend) -> int:
    """How many rows a legend takes."""
    return ceil(len(legend.get_texts()) / legend._ncols)
