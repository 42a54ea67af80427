"""The tidy table as an Excel workbook: one sheet of the scorecard, one of every number."""

import re
import zipfile
from datetime import datetime
from pathlib import Path

import pandas as pd

from ..formatting.csv_json import safe_text
from .metrics_csv import settled

NAME = "metrics.xlsx"
# the same bytes on every run: a workbook says when it was made, and so does each file in it
MADE = datetime(2000, 1, 1)
FORMATS = {
    "percent": "0.0%", "money": "#,##0.00", "count": "#,##0", "seconds": "#,##0.0", "points": "0.0",
}  # fmt: skip
NUMBERS = ("value", "previous", "change", "year_before", "change_on_year", "low", "high")
SCORECARD = (
    "family", "label", "value", "unit", "previous", "change", "judgement", "year_before",
    "change_on_year", "judgement_on_year", "n", "low", "high", "verdict", "status", "note",
)  # fmt: skip


def write_workbook(path: Path, card: pd.DataFrame, metrics: pd.DataFrame) -> None:
    """Write a scorecard and a tidy table; text is made safe, numbers are settled, heads stay in sight."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = MADE
    _sheet(book, "scorecard", card[[name for name in SCORECARD if name in card]])
    _sheet(book, "metrics", metrics)
    book.save(path)
    _without_clock(path)


def _sheet(book, title: str, frame: pd.DataFrame) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    head = []
    for name in frame.columns:
        cell = WriteOnlyCell(sheet, name)
        cell.font = Font(bold=True)
        head.append(cell)
    sheet.append(head)
    for row in frame.to_dict("records"):
        cells = []
        for name, value in row.items():
            cell = WriteOnlyCell(sheet, _cell(value, row.get("unit")))
            if name in NUMBERS and row.get("unit") in FORMATS:
                cell.number_format = FORMATS[row["unit"]]
            cells.append(cell)
        sheet.append(cells)


def _cell(value, unit: str | None):
    if isinstance(value, int | float):
        return None if value != value else settled(float(value), money=unit == "money")
    return None if value is None else safe_text(value)


def _without_clock(path: Path) -> None:
    """The same workbook with one fixed date on each of its files and in its properties."""
    with zipfile.ZipFile(path) as book:
        parts = [(one.filename, book.read(one)) for one in book.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts:
            if name == "docProps/core.xml":
                content = _fixed(content)
            book.writestr(
                zipfile.ZipInfo(name, MADE.timetuple()[:6]), content, zipfile.ZIP_DEFLATED
            )


def _fixed(properties: bytes) -> bytes:
    stamp = f">{MADE.isoformat()}Z<".encode()
    return re.sub(rb">\d{4}-\d\d-\d\dT[\d:.]+Z<", stamp, properties)
