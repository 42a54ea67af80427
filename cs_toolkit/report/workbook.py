"""Excel workbooks: the tidy table, with one sheet of the scorecard and one of every number; and rows, a sheet a measure."""

import re
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from .sheet_rows import sheet_rows

if TYPE_CHECKING:
    from openpyxl import Workbook

NAME = "metrics.xlsx"
PART = "xl/worksheets/sheet{}.xml"
LONGEST_TITLE = 31  # of a sheet
END = b"</sheetData>"
# the same bytes on every run: a workbook says when it was made, and so does each file in it
MADE = datetime(2000, 1, 1)
FORMATS = {
    "percent": "0.0%", "money": "#,##0.00", "count": "#,##0", "seconds": "#,##0.0", "points": "0.0",
    "day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm:ss",
}  # fmt: skip
NUMBERS = ("value", "previous", "change", "year_before", "change_on_year", "low", "high")
SCORECARD = (
    "family", "label", "value", "unit", "previous", "change", "judgement", "year_before",
    "change_on_year", "judgement_on_year", "n", "low", "high", "verdict", "status", "note",
)  # fmt: skip


def write_workbook(path: Path, card: pd.DataFrame, metrics: pd.DataFrame) -> None:
    """Write a scorecard and a tidy table; text is made safe, numbers are settled, heads stay in sight."""
    shown = card[[name for name in SCORECARD if name in card]]
    write_sheets(path, {"scorecard": shown, "metrics": metrics})


def write_sheets(path: Path, sheets: Mapping[str, pd.DataFrame]) -> None:
    """Write frames as the sheets of a workbook, in the order in which they are given."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = MADE
    for title, frame in sheets.items():
        _heads(book, title[:LONGEST_TITLE], frame)
    rows = [sheet_rows(frame, _styles(book), NUMBERS) for frame in sheets.values()]
    book.save(path)
    parts = [PART.format(number) for number in range(1, len(rows) + 1)]
    _filled(path, dict(zip(parts, rows, strict=True)))


def _heads(book: "Workbook", title: str, frame: pd.DataFrame) -> None:
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


def _styles(book: "Workbook") -> dict[str, int]:
    """The workbook's style of each unit's numbers, by its number."""
    from openpyxl.cell import WriteOnlyCell

    found = {}
    for unit, written in FORMATS.items():
        cell = WriteOnlyCell(book.worksheets[0])
        cell.number_format = written
        found[unit] = cell.style_id
    return found


def _filled(path: Path, rows: Mapping[str, str]) -> None:
    """The same workbook with rows in its sheets, and one fixed date on each of its files and in its properties."""
    with zipfile.ZipFile(path) as book:
        parts = [(one.filename, book.read(one)) for one in book.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts:
            if name == "docProps/core.xml":
                content = _fixed(content)
            if name in rows:
                content = content.replace(END, rows[name].encode() + END)
            book.writestr(
                zipfile.ZipInfo(name, MADE.timetuple()[:6]), content, zipfile.ZIP_DEFLATED
            )


def _fixed(properties: bytes) -> bytes:
    stamp = f">{MADE.isoformat()}Z<".encode()
    return re.sub(rb">\d{4}-\d\d-\d\dT[\d:.]+Z<", stamp, properties)
