"""A frame that sorts, filters and downloads in the lab, without a network."""

from typing import TYPE_CHECKING

from ..errors import InputError
from ..extras import how_to_install

if TYPE_CHECKING:
    import pandas as pd

BUTTONS = ("copyHtml5", "csvHtml5")


def sortable(frame: "pd.DataFrame", caption: str | None = None) -> None:
    """Show a frame as a table that a reader sorts, searches and downloads as CSV.

    Needs itables, which the extra ``lab`` installs; its script goes along in the output, so nothing
    is asked of the net. Columns without any value are left out. Raises InputError without itables.

    Example: ``cs.sortable(company.metrics("last 12 months", metric="mrr"))``
    """
    try:
        import itables
    except ModuleNotFoundError as error:
        raise InputError(str(how_to_install(error))) from None
    shown = frame.dropna(axis="columns", how="all")
    itables.show(
        shown, caption=caption, buttons=list(BUTTONS), column_filters="header", connected=False,
        allow_html=False, showIndex=False, maxBytes=0,
    )  # fmt: skip
