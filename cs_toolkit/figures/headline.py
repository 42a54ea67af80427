"""The title and the line below it, at the left edge of the paper, over as many lines as they need."""

from matplotlib.axes import Axes
from matplotlib.text import Text
from matplotlib.transforms import Bbox, ScaledTranslation, blended_transform_factory

from .legend import legend_rows
from .lettering import wrapped
from .palette import INK, MUTED

TITLE_SIZE, SUBTITLE_SIZE, PANEL_SIZE = 13, 10.5, 11
LEGEND_ROW = 20.0
EDGE = 0.1  # inches between the edge of the paper and the letters


class _Headline(Text):
    """Text that takes room above its axes but none beside it, so that it may start at the edge."""

    def get_window_extent(self, renderer=None, dpi=None):
        own, axes = super().get_window_extent(renderer, dpi), self.axes.bbox
        return Bbox.from_extents(axes.x0, own.y0, axes.x1, own.y1)


def headline(ax: Axes, title: str, subtitle: str = "") -> None:
    """Write what is seen, and below it how to read it; a panel among others has the title alone."""
    alone = _alone(ax)
    title_size = TITLE_SIZE if alone else PANEL_SIZE
    subtitle = (
        wrapped(subtitle, _letters(ax, SUBTITLE_SIZE, 0.56), lines=3) if subtitle and alone else ""
    )
    title = wrapped(title, _letters(ax, title_size, 0.63), lines=3)
    # the axes keeps its title as its label too, for its alt text
    ax.set_label(title)
    legend = ax.get_legend()
    above = 10.0 if legend is None else 10.0 + LEGEND_ROW * legend_rows(legend)
    for words, size, look in (
        (subtitle, SUBTITLE_SIZE, {"color": MUTED}),
        (title, title_size, {"color": INK, "weight": "bold"}),
    ):
        if words:
            _write(ax, words, above, fontsize=size, **look)
            above += 1.28 * size * (words.count("\n") + 1) + 2


def _write(ax: Axes, words: str, above: float, **look) -> None:
    figure = ax.get_figure(root=True)
    alone = _alone(ax)
    sideways = figure.transFigure if alone else ax.transAxes
    shift = ScaledTranslation(EDGE if alone else 0, above / 72, figure.dpi_scale_trans)
    place = blended_transform_factory(sideways, ax.transAxes) + shift
    ax.add_artist(
        _Headline(0, 1, words, va="bottom", ha="left", transform=place, clip_on=False, **look)
    )


def _alone(ax: Axes) -> bool:
    """Whether nothing stands to the left or right of the axes."""
    spec = ax.get_subplotspec()
    return spec is not None and spec.get_gridspec().ncols == 1


def _letters(ax: Axes, size: float, breadth: float) -> int:
    """How many letters of a size fit side by side; `breadth` is an average letter's in its size."""
    figure = ax.get_figure(root=True)
    share = 1.0 if _alone(ax) else ax.get_position().width
    return int((figure.get_figwidth() * share - 2 * EDGE) * 72 / (size * breadth))
