"""Excel workbooks as DataFrames: what a cell shows is what is read, and nothing is guessed.

An error such as #N/A stays a text, so that the check of its column finds it, and a formula whose
result was never stored is an error: read as empty, it would make a subscription that has no end.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

import pandas as pd

from ..errors import InputError, did_you_mean
from .other_workbooks import OTHER_WORKBOOKS, OtherBook, other_workbook

if TYPE_CHECKING:
    from openpyxl import Workbook


def read_workbook(
    path: Path, sheet: str | int | None, nulls: tuple[str, ...], header: bool,
    *, skip_rows: int = 0, footer_rows: int = 0, called: str = "",
) -> tuple[pd.DataFrame, str]:  # fmt: skip
    """The rows of a sheet (by default the first one), and what to call them.

    ``skip_rows`` are the sheet's first rows, empty ones too, ``footer_rows`` its last that are not empty.
    """
    called = called or path.name
    if path.name.lower().endswith(OTHER_WORKBOOKS):
        other = other_workbook(path)
        name = _other_sheet(path, other, sheet)
        if below := other.merged_below(name, skip_rows + header):
            raise _merged(path, name, below, "")
        numbered = _filled(enumerate(other.rows(name), start=1), nulls, skip_rows, footer_rows)
        return _frame([row for _, row in numbered], header, called, name, len(other.names))
    book = _book(path, data_only=True)
    name = _sheet_name(path, book, sheet)
    _refuse_merged(path, name, book[name], skip_rows + header)
    numbered = _filled(
        enumerate(book[name].iter_rows(values_only=True), start=1), nulls, skip_rows, footer_rows
    )
    if _has_formulas(path):
        last = numbered[-1][0] if footer_rows and numbered else None
        _refuse_unknown_results(path, name, book[name], skip_rows, last)
    return _frame([row for _, row in numbered], header, called, name, len(book.sheetnames))


def _filled(
    rows: Iterable[tuple[int, Iterable]], nulls: tuple[str, ...], skip_rows: int, footer_rows: int
) -> list[tuple[int, list]]:
    """The rows between title and footer that hold something, each with its number in the sheet."""
    numbered = [
        (
            number,
            [None if value is None or _text(value) in ("", *nulls) else value for value in row],
        )
        for number, row in rows
        if number > skip_rows
    ]
    numbered = [one for one in numbered if any(value is not None for value in one[1])]
    return numbered[: len(numbered) - footer_rows] if footer_rows else numbered


def _frame(
    rows: list[list], header: bool, called: str, name: str, sheets: int
) -> tuple[pd.DataFrame, str]:
    """The rows as a frame, and what to call them."""
    if not rows:
        raise InputError(
            f"{called}, sheet {name}, is empty: it needs at least a row with the column names"
        )
    width = max(map(len, rows))
    rows = [row + [None] * (width - len(row)) for row in rows]
    filled = [i for i in range(width) if any(row[i] is not None for row in rows)]
    names = [_column(rows[0][i], i) if header else str(i) for i in filled]
    frame = pd.DataFrame(
        [[row[i] for i in filled] for row in rows[header:]], columns=names, dtype=object
    )
    return frame, f"{called}, sheet {name}, one of {sheets}" if sheets > 1 else called


def sheet_rows(path: Path, most: int) -> tuple[str, list[list[str]]]:
    """The name of the sheet that is read by default, and its first rows as text."""
    if path.name.lower().endswith(OTHER_WORKBOOKS):
        other = other_workbook(path)
        name = _other_sheet(path, other, None)
        return name, [_texts(row) for row in other.rows(name)[:most]]
    book = _book(path, data_only=True)
    name = _sheet_name(path, book, None)
    rows = book[name].iter_rows(values_only=True, max_row=most)
    return name, [_texts(row) for row in rows]


def _texts(row: Iterable) -> list[str]:
    return ["" if value is None else _text(value).strip() for value in row]


def _other_sheet(path: Path, book: OtherBook, sheet: str | int | None) -> str:
    """The sheet that is named, or by default the first visible one."""
    if sheet is None and book.visible:
        return book.visible[0]
    if isinstance(sheet, int) and 0 <= sheet < len(book.names):
        return book.names[sheet]
    if sheet in book.names:
        return str(sheet)
    raise InputError(f'{path.name} has no sheet "{sheet}": {did_you_mean(str(sheet), book.names)}')


def _book(path: Path, *, data_only: bool) -> Any:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(path, read_only=True, data_only=data_only)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError, EOFError) as error:
        raise InputError(
            f"{path.name} cannot be read as a workbook ({error}): save it again as .xlsx, "
            "without a password"
        ) from None


def _sheet_name(path: Path, book: "Workbook", sheet: str | int | None) -> str:
    """The sheet that is named, or by default the first one that a reader of the workbook sees."""
    names, with_cells = book.sheetnames, [one.title for one in book.worksheets]
    if sheet is None:
        visible = [one.title for one in book.worksheets if one.sheet_state == "visible"]
        if not visible:
            raise InputError(
                f"{path.name} has no visible sheet with cells: name the one that is meant, "
                f'sheet = "{with_cells[0] if with_cells else "…"}"'
            )
        return visible[0]
    if isinstance(sheet, int) and 0 <= sheet < len(names):
        sheet = names[sheet]
    sheet = str(sheet)
    if sheet not in names:
        raise InputError(f'{path.name} has no sheet "{sheet}": {did_you_mean(sheet, names)}')
    if sheet not in with_cells:
        known = ", ".join(with_cells) or "none"
        raise InputError(f"{path.name}, sheet {sheet}, is a chart: sheets with cells are {known}")
    return sheet


def _refuse_merged(path: Path, name: str, sheet: Any, above: int) -> None:
    """A merged cell has its value in its first row alone: the others would be read as empty."""
    with ZipFile(path) as archive:
        text = archive.read(sheet._worksheet_path).decode("utf-8", errors="replace")
    merged = re.findall(r'<(?:\w+:)?mergeCell\s[^>]*ref="([A-Z]+\d+:[A-Z]+\d+)"', text)
    below = [one for one in merged if int(re.sub(r".*\D", "", one)) > above + 1]
    if below:
        raise _merged(path, name, len(below), f" ({', '.join(below[:3])})")


def _merged(path: Path, name: str, count: int, where: str) -> InputError:
    return InputError(
        f"{path.name}, sheet {name}, has {count:,} merged cells below its first row{where}, whose value "
        "stands in one of their rows only. To mend it: unmerge them and fill each row, or say skip_rows "
        "where they are titles above the column names"
    )


def _has_formulas(path: Path) -> bool:
    with ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        return any(b"<f>" in text or b"<f " in text for text in map(archive.read, sheets))


def _refuse_unknown_results(
    path: Path, name: str, results: Any, above: int, last: int | None
) -> None:
    """Refuse formulas without a result among the rows that are read."""
    formulas = _book(path, data_only=False)[name]
    unknown = [
        f"{written.column_letter}{written.row}"
        for row, shown in zip(formulas.iter_rows(), results.iter_rows(), strict=True)
        for written, result in zip(row, shown, strict=True)
        if written.data_type == "f"
        and result.value is None
        and above < written.row <= (last or written.row)
    ]
    if unknown:
        raise InputError(
            f"{path.name}, sheet {name}, has {len(unknown):,} cells whose formula has no stored "
            f"result ({', '.join(unknown[:3])}). To mend it: open the workbook in a spreadsheet program, "
            "let it compute, and save it."
        )


def _column(value: object, index: int) -> str:
    return f"column{index}" if value is None else _text(value)


def _text(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
