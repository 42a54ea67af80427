"""What a cell's last expression shows: a figure is drawn, a metric shows its card, a frame its units."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from IPython.core.interactiveshell import InteractiveShell

MOST_ROWS = 60  # more of a frame and nobody reads on
# how pandas 2 and 3 call the module of a frame
FRAMES = ("pandas", "pandas.core.frame")


def show_answers(shell: "InteractiveShell") -> None:
    """Let the kit's answers show themselves in this IPython; nothing is imported for it.

    Frames and axes that the kit did not make are shown as they were before.
    """
    formatters = shell.display_formatter
    if formatters is None:  # a shell that shows nothing
        return
    own = formatters.ipython_display_formatter
    own.for_type_by_name("matplotlib.axes._axes", "Axes", _draw)
    own.for_type_by_name("matplotlib.figure", "Figure", _draw)
    html = formatters.formatters["text/html"]
    html.for_type_by_name("cs_toolkit.metrics.metric", "Metric", _card)
    for module in FRAMES:
        html.for_type_by_name(module, "DataFrame", frame_html)


def _draw(drawn: Any) -> None:
    """Show a figure of the kit with its numbers; IPython shows any other in its own way."""
    from ..figures import show
    from ..figures.drawing import drawings

    if not drawings(drawn.get_figure(root=True) if hasattr(drawn, "get_figure") else drawn):
        raise NotImplementedError
    show(drawn)


def _card(metric: Any) -> str:
    from ..display import definition

    return definition(metric)._repr_html_()


def frame_html(frame: "pd.DataFrame") -> str | None:
    """A frame of the kit with its values in their units; any other as pandas shows it."""
    units = frame.attrs.get("units", {})
    own = "currency" in frame.attrs and ("unit" in frame.columns or set(units) & set(frame.columns))
    if not own or frame.empty:
        return frame._repr_html_()
    from ..display import table

    shown = table(frame.head(MOST_ROWS), units=units)._repr_html_()
    if len(frame) > MOST_ROWS:
        shown += f"<p>The first {MOST_ROWS} of {len(frame):,} rows.</p>"
    return shown
