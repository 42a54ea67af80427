"""Workbooks that are not .xlsx: the old .xls by xlrd, .ods and .xlsb by calamine; each as rows of values.

calamine gives an error such as #N/A as an empty cell, so an .ods or .xlsb that holds one is refused.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from ..errors import InputError

OTHER_WORKBOOKS = (".xls", ".ods", ".xlsb")
_ERROR = re.compile(r"<text:p>(#(?:N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!)|Err:\d+)</text:p>")
# of an .xlsb: the records of a cell with an error and of a formula whose result is one, of merged
# cells, and what an error's number means ([MS-XLSB] 2.3 and 2.5.97.2)
_ERROR_RECORDS, _MERGED_RECORD = (3, 11), 176
_ERRORS = {
    0: "#NULL!",
    7: "#DIV/0!",
    15: "#VALUE!",
    23: "#REF!",
    29: "#NAME?",
    36: "#NUM!",
    42: "#N/A",
}
Row = list[object]


@dataclass(frozen=True)
class OtherBook:
    """A workbook's sheets in their order, which of them are visible, and what their cells hold."""

    names: list[str]
    visible: list[str]
    rows: Callable[[str], list[Row]]
    merged_below: Callable[[str, int], int]  # how many merged cells lie below a sheet's first rows


def other_workbook(path: Path) -> OtherBook:
    """The workbook; raises InputError where it cannot be read."""
    name = path.name.lower()
    return (
        _xls(path) if name.endswith(".xls") else _by_calamine(path, binary=name.endswith(".xlsb"))
    )


def _xls(path: Path) -> OtherBook:
    import xlrd

    try:
        book = xlrd.open_workbook(str(path), formatting_info=True)
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError, AssertionError, OSError, ValueError, IndexError) as error:  # fmt: skip
        raise _unreadable(path, error) from None

    def value(cell: xlrd.sheet.Cell) -> object:
        if cell.ctype == xlrd.XL_CELL_DATE:
            return xlrd.xldate_as_datetime(cell.value, book.datemode)
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(cell.value, "#ERROR!")
        return None if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK) else cell.value

    def rows(name: str) -> list[Row]:
        sheet = book.sheet_by_name(name)
        return [[value(cell) for cell in sheet.row(number)] for number in range(sheet.nrows)]

    def merged_below(name: str, first: int) -> int:
        return sum(1 for _, last, _, _ in book.sheet_by_name(name).merged_cells if last > first)

    visible = [one.name for one in book.sheets() if one.visibility == 0]
    return OtherBook(book.sheet_names(), visible, rows, merged_below)


def _by_calamine(path: Path, *, binary: bool) -> OtherBook:
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    try:
        errors, last_rows = _of_binary(path) if binary else (_of_content(path), [])
        book = CalamineWorkbook.from_path(str(path))
    except (CalamineError, BadZipFile, KeyError, IndexError, OSError) as error:
        raise _unreadable(path, error) from None
    if errors:
        raise InputError(
            f"{path.name} has {len(errors):,} cells with an error ({errors[0]}), which would be read as "
            "empty. To mend it: correct them, or save the workbook as .xlsx"
        )

    def rows(name: str) -> list[Row]:
        read = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        return [[_value(cell) for cell in row] for row in read]

    def merged_below(name: str, first: int) -> int:
        if binary:  # calamine does not say them, so those of all sheets count
            return sum(1 for last in last_rows if last >= first)
        merged = book.get_sheet_by_name(name).merged_cell_ranges or []
        return sum(1 for _, (last, _) in merged if last >= first)

    visible = [one.name for one in book.sheets_metadata if one.visible == SheetVisibleEnum.Visible]
    return OtherBook(book.sheet_names, visible, rows, merged_below)


def _of_content(path: Path) -> list[str]:
    """The errors that the cells of an .ods show."""
    with ZipFile(path) as archive:
        return _ERROR.findall(archive.read("content.xml").decode("utf-8", errors="replace"))


def _of_binary(path: Path) -> tuple[list[str], list[int]]:
    """The errors that the cells of an .xlsb hold, and the last row of each merged cell."""
    errors: list[str] = []
    last_rows: list[int] = []
    with ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".bin"):
                for kind, content in _records(archive.read(name)):
                    if kind in _ERROR_RECORDS:  # after the cell's column and style
                        errors.append(_ERRORS.get(content[8], "#ERROR!"))
                    if kind == _MERGED_RECORD:
                        last_rows.append(int.from_bytes(content[4:8], "little"))
    return errors, last_rows


def _records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part of an .xlsb: kind and length lie before each, seven bits a byte."""
    at = 0

    def number(most: int) -> int:
        nonlocal at
        found = 0
        for place in range(most):
            byte = stream[at]
            at += 1
            found |= (byte & 0x7F) << 7 * place
            if byte < 0x80:
                break
        return found

    while at < len(stream):
        kind, length = number(2), number(4)
        yield kind, stream[at : at + length]
        at += length


def _value(cell: object) -> object:
    if isinstance(cell, date) and not isinstance(cell, datetime):
        return datetime.combine(cell, time())
    return None if cell == "" else cell


def _unreadable(path: Path, error: Exception) -> InputError:
    why = " ".join(str(error).split()) or type(error).__name__
    return InputError(
        f"{path.name} cannot be read as a workbook ({why}): save it as .xlsx, without a password"
    )
