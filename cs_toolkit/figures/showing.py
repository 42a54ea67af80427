"""A figure in a notebook: a picture with words for people who can't see it, and its numbers beside it."""

import sys

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from cs_toolkit.display import Shown, not_available, safe_text, table
from cs_toolkit.display import figure as as_picture
from cs_toolkit.display.figure import Picture
from cs_toolkit.display.values import format_value
from cs_toolkit.language import gettext

from .drawing import Drawing, alt_text, drawings, nothing_on
from .style import paper_of, styled

MOST_ROWS = 120


def picture(drawn: Figure | Axes, alt: str | None = None) -> Picture:
    """The sheet as a PNG with alt text, the same bytes on every run."""
    sheet = paper_of(drawn) if isinstance(drawn, Axes) else drawn
    with styled():
        return as_picture(sheet, alt or alt_text(sheet))


def show(drawn: Figure | Axes, alt: str | None = None, *, numbers: bool = True) -> None:
    """Show a figure below its cell, and the numbers that it draws, folded away.

    ``alt`` replaces the words that are made from the numbers. ``numbers=False`` leaves the table
    out, where the notebook shows one of its own.
    """
    from IPython.display import display

    sheet = paper_of(drawn) if isinstance(drawn, Axes) else drawn
    if nothing_on(sheet):
        display(not_available(alt or alt_text(sheet)))
    else:
        display(picture(sheet, alt))
    drawn_here = [one for one in drawings(sheet) if len(one.frame)] if numbers else []
    for drawing in drawn_here:
        display(numbers_of(drawing, called=drawing.title if len(drawn_here) > 1 else ""))
    if "matplotlib.pyplot" in sys.modules:
        # a sheet that came from pyplot would else be drawn a second time at the cell's end
        sys.modules["matplotlib.pyplot"].close(sheet)


def numbers_of(drawing: Drawing, *, called: str = "") -> Shown:
    """The numbers of a drawing as a table, rounded as they are drawn; in full in plain text.

    ``called`` tells it from the others of its sheet.
    """
    frame = _numbers_of(drawing)
    units = {name: unit for name, unit in drawing.units.items() if name in frame.columns}
    words = frame.copy().astype(object)
    for name, unit in units.items():
        words[name] = [format_value(value, unit, drawing.currency) for value in frame[name]]
    html = table(frame, units=units, currency=drawing.currency).to_html()
    which = (
        gettext("The numbers of this figure: {title}", title=safe_text(called))
        if called
        else gettext("The numbers of this figure")
    )
    html = f"<details><summary>{which}</summary>{html}</details>"
    return Shown(html, words.to_string(index=False, na_rep=""))


def _numbers_of(drawing: Drawing) -> pd.DataFrame:
    """The columns worth telling: those that differ, and the values that are known somewhere."""
    frame = drawing.frame.head(MOST_ROWS).reset_index(drop=True)
    values = [name for name in drawing.units if name in frame.columns]
    known = [name for name in values if frame[name].notna().any()]
    differ = [
        name
        for name in frame.columns
        if name not in values and name != "unit" and frame[name].nunique(dropna=False) > 1
    ]
    if "note" in differ and "status" in differ:
        differ.remove("status")  # the note says it in words
    # of a single row without a unit nothing differs: then all of it is shown
    worth = [name for name in frame.columns if name in differ or name in known]
    return frame[worth or list(frame.columns)]
