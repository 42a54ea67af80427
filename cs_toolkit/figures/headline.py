"""What stands above the axes: the title, the line on how to read it, and the legend, at the paper's edge."""

from math import ceil

from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.text import Text
from matplotlib.transforms import Bbox, ScaledTranslation, Transform, blended_transform_factory

from cs_toolkit.language import translated

from .lettering import balanced, wrapped
from .palette import INK, MUTED
from .style import paper_of

TITLE_SIZE, SUBTITLE_SIZE, PANEL_SIZE = 14, 11, 11.5
LEGEND_SIZE, LEGEND_ROW, LEGEND_MARK = 11, 20.0, 34.0  # points
EDGE = 0.1  # inches between the edge of the paper and the letters


class _Headline(Text):
    """Text that takes room above its axes but none beside it, so that it may start at the edge."""

    def get_window_extent(
        self, renderer: RendererBase | None = None, dpi: float | None = None
    ) -> Bbox:
        own = super().get_window_extent(renderer, dpi)
        if self.axes is None:
            return own
        axes = self.axes.bbox
        return Bbox.from_extents(axes.x0, own.y0, axes.x1, own.y1)


def headline(ax: Axes, title: str, subtitle: str = "") -> None:
    """Write what is seen, and below it how to read it; a panel among others has the title alone.

    A legend must be there already: the headline goes above it.
    """
    title = translated(title)
    subtitle = " · ".join(map(translated, subtitle.split(" · ")))
    # the axes keeps its title as its label too, for its alt text
    ax.set_label(title)
    alone = _alone(ax)
    title_size = TITLE_SIZE if alone else PANEL_SIZE
    subtitle = wrapped(subtitle, _letters(ax, SUBTITLE_SIZE, 0.56)) if alone else ""
    title = balanced(title, _letters(ax, title_size, 0.63))
    above = 10.0 + _legend_height(ax)
    for words, size, colour, weight in (
        (subtitle, SUBTITLE_SIZE, MUTED, "normal"),
        (title, title_size, INK, "bold"),
    ):
        if words:
            place = _above(ax, above)
            written = _Headline(
                0, 1, words, transform=place, va="bottom", ha="left", fontsize=size, clip_on=False,
                color=colour, fontweight=weight,
            )  # fmt: skip
            ax.add_artist(written)
            above += 1.28 * size * (words.count("\n") + 1) + 2


def legend_above(ax: Axes, *, last: str | None = None) -> None:
    """Name what is drawn in rows above the axes, in the order in which it was drawn."""
    named = sorted(
        zip(*ax.get_legend_handles_labels(), strict=True), key=lambda pair: pair[1] == last
    )
    if not named:
        return
    handles, labels = zip(*named, strict=True)
    labels = tuple(map(translated, labels))
    lengths = [0.54 * LEGEND_SIZE * len(label) + LEGEND_MARK for label in labels]
    room = _width(ax) * 72
    fit = len(labels) if sum(lengths) <= room else max(1, int(room / max(lengths)))
    columns = ceil(len(labels) / ceil(len(labels) / fit))
    legend = ax.legend(
        handles, labels, loc="lower left", bbox_to_anchor=(0, 1), bbox_transform=_above(ax, 4),
        ncols=columns, fontsize=LEGEND_SIZE, labelcolor=INK, borderaxespad=0, borderpad=0,
        handlelength=1.1, handleheight=0.9, handletextpad=0.5, columnspacing=1.2,
    )  # fmt: skip
    legend.set_in_layout(False)  # its room is the headline's, and its width must not press the axes


def _legend_height(ax: Axes) -> float:
    legend = ax.get_legend()
    if legend is None:
        return 0.0
    return LEGEND_ROW * ceil(len(legend.get_texts()) / legend._ncols)  # type: ignore[attr-defined]  # set_ncols has no getter


def _above(ax: Axes, points: float) -> Transform:
    """Places that many points above the axes, from the edge of the paper or of the panel."""
    figure = paper_of(ax)
    alone = _alone(ax)
    shift = ScaledTranslation(EDGE if alone else 0, points / 72, figure.dpi_scale_trans)
    return (
        blended_transform_factory(figure.transFigure if alone else ax.transAxes, ax.transAxes)
        + shift
    )


def _alone(ax: Axes) -> bool:
    """Whether nothing stands to the left or right of the axes."""
    spec = ax.get_subplotspec()
    return spec is not None and spec.get_gridspec().ncols == 1


def _width(ax: Axes) -> float:
    share = 1.0 if _alone(ax) else ax.get_position().width
    return paper_of(ax).get_figwidth() * share - 2 * EDGE


def _letters(ax: Axes, size: float, breadth: float) -> int:
    """How many letters of a size fit side by side; `breadth` is an average letter's in its size."""
    return int(_width(ax) * 72 / (size * breadth))
