"""Rows of a frame as the XML of a worksheet: column by column, as a library's cell objects cost a hundred times as much.

A workbook of every number has a million cells. openpyxl makes the workbook, its styles and the heads;
what is written here is what it would write for plain numbers and texts (ECMA-376, part 1, 18.3.1).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

import pandas as pd
from openpyxl.utils import get_column_letter

from ..formatting.csv_json import safe_text
from .metrics_csv import settled

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
        _cells(frame[name], money, marks if name in styled else none) for name in frame.columns
    ]
    letters = [get_column_letter(number) for number in range(1, len(columns) + 1)]
    return "".join(_rows(columns, letters))


def _rows(columns: list[list[str]], letters: list[str]) -> Iterator[str]:
    for number, cells in enumerate(zip(*columns, strict=True), start=2):
        inner = "".join(
            [
                f'<c r="{letter}{number}"{cell}'
                for letter, cell in zip(letters, cells, strict=True)
                if cell
            ]
        )
        yield f'<row r="{number}">{inner}</row>'


def _cells(column: pd.Series, money: list[bool], marks: list[int]) -> list[str]:
    """What follows a cell's place, row by row; empty where there is neither a value nor a style."""
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        values = column.astype(float).tolist()
        return [_number(*one) for one in zip(values, money, marks, strict=True)]
    known: dict[str, str] = {}
    found = []
    for value, is_money, mark in zip(column.tolist(), money, marks, strict=True):
        if isinstance(value, str):
            if value not in known:
                known[value] = _text(value)
            found.append(f' s="{mark}"{known[value]}' if mark else known[value])
        elif value is None or value is pd.NA:
            found.append(f' s="{mark}" t="n" />' if mark else "")
        else:
            found.append(_number(float(value), is_money, mark))
    return found


def _number(value: float, is_money: bool, mark: int) -> str:
    style = f' s="{mark}"' if mark else ""
    if value != value:
        return f'{style} t="n" />' if mark else ""
    number = settled(value, money=is_money)
    return f'{style} t="n"><v>{int(number) if number.is_integer() else number!r}</v></c>'


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
