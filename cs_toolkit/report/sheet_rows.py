"""Rows of a frame as the XML of a worksheet: column by column, as a library's cell objects cost a hundred times as much.

A workbook of every number has a million cells. openpyxl makes the workbook, its styles and the heads;
what is written here is what it would write for plain numbers and texts (ECMA-376, part 1, 18.3.1).
"""

import math
import re
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

import pandas as pd

from ..formatting.csv_json import safe_text
from .metrics_csv import BOUNDS, settled, settled_bound

FIRST_DAY = pd.Timestamp("1899-12-30")
MOST_EXACT = 10**15  # a spreadsheet keeps 15 digits of a number: a longer id is a text
LONGEST_TEXT = 32_767  # characters of a cell
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no XML holds them


def sheet_rows(frame: pd.DataFrame, styles: Mapping[str, int], styled: Sequence[str]) -> str:
    """The rows of a frame, from the second of the sheet on.

    ``styles`` are the numbers of the styles by unit; the columns ``styled`` have that of their row's
    ``unit``.
    """
    units = frame["unit"].tolist() if "unit" in frame else [""] * len(frame)
    money = [unit == "money" for unit in units]
    marks = [styles.get(unit, 0) for unit in units]
    none = [0] * len(frame)
    columns = [
        _dates(frame[name], styles)
        if pd.api.types.is_datetime64_any_dtype(frame[name])
        else _cells(frame[name], money, marks if name in styled else none, is_bound=name in BOUNDS)
        for name in frame.columns
    ]
    return "".join(map(_row, zip(*columns, strict=True)))


def _row(cells: tuple[str, ...]) -> str:
    """A row whose place and whose cells' places are those in which they stand: a third of the file."""
    filled = [f"<c{cell or '/>'}" for cell in cells]
    while filled and filled[-1] == "<c/>":
        filled.pop()
    return f"<row>{''.join(filled)}</row>"


def _cells(column: pd.Series, money: list[bool], marks: list[int], *, is_bound: bool) -> list[str]:
    """What follows a cell's opening, row by row; empty where there is no value."""
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        if pd.api.types.is_integer_dtype(column) and column.abs().max() >= MOST_EXACT:
            return [_text(str(value)) for value in column.tolist()]
        values = column.astype(float).tolist()
        if is_bound:
            values = [settled_bound(value) for value in values]
        return [_number(*one) for one in zip(values, money, marks, strict=True)]
    known: dict[str, str] = {}
    found = []
    for value, mark in zip(column.tolist(), marks, strict=True):
        if value is None or value is pd.NA or value is pd.NaT or value != value:
            found.append("")
        elif isinstance(value, bool):
            found.append(f' t="b"><v>{int(value)}</v></c>')
        else:
            if value not in known:
                known[value] = _text(str(value))
            found.append(f' s="{mark}"{known[value]}' if mark else known[value])
    return found


def _dates(column: pd.Series, styles: Mapping[str, int]) -> list[str]:
    """Days and moments as a spreadsheet counts them: in days since the end of 1899, on the clock that they have."""
    days = (column.dt.tz_localize(None) - FIRST_DAY) / pd.Timedelta(days=1)
    whole = bool((days.dropna() % 1 == 0).all())
    mark = styles["day" if whole else "moment"]
    return [
        "" if day != day else f' s="{mark}"><v>{f"{day:.10f}".rstrip("0").rstrip(".")}</v></c>'
        for day in days.astype(float).tolist()
    ]


def _number(value: float, is_money: bool, mark: int) -> str:
    style = f' s="{mark}"' if mark else ""
    if not math.isfinite(value):
        return ""
    number = settled(value, money=is_money)
    return f"{style}><v>{int(number) if number.is_integer() else number!r}</v></c>"


def _text(value: str) -> str:
    """A text that no spreadsheet runs, within the cell; spaces at its ends stay.

    >>> _text("a < b"), _text("=1+1")
    (' t="inlineStr"><is><t>a &lt; b</t></is></c>', ' t="inlineStr"><is><t>\\'=1+1</t></is></c>')
    """
    text = _ILLEGAL.sub("", str(safe_text(value)))[:LONGEST_TEXT]
    if not text:
        return ' t="inlineStr" />'
    space = ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""
    return f' t="inlineStr"><is><t{space}>{escape(text)}</t></is></c>'
