"""From a number to its rows: a page per family, a table per measure file, searched and sorted in the browser, offline."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..formatting.csv_json import to_csv
from ..language import gettext, ngettext, translated
from ..language.numbers import marked, number
from ..metrics import METRICS
from .leaves import write_leaf
from .packing import packed
from .sql_links import anchor, href
from .titles import page_title
from .workbook import write_sheets

WHO = "customer_id"
# what a page holds at most: more makes a phone slow, and is in the files beside it
MOST_ROWS = 5_000
MOST_BYTES = 200_000  # of a table
MOST_OF_A_PAGE = 1_500_000  # of all its tables, before they are packed into a quarter
WITHOUT_SCRIPT = 5
MOST_IN_CSV = 200_000  # more opens in no spreadsheet, and is in the Parquet file
SEPARATOR = "\0"


@dataclass(frozen=True)
class RowTable:
    """The table of a measure file on its family's page, and the numbers that read its rows."""

    measure: str
    parquet: Path
    numbers: Sequence[str]

    @property
    def title(self) -> str:
        """What the table is called."""
        return translated(self.measure.replace("_", " "))


def write_row_pages(
    folder: Path, files: Mapping[str, str], given: Mapping[str, Any], people: Mapping[str, str]
) -> dict[str, str]:
    """Write a page and a workbook for each family of rows, a CSV file for each table, and the list of
    them: metric → its table's place.

    ``files`` is what ``write_rows`` gave: metric → file, relative to ``folder``. ``people`` is
    customer → page, relative to the folder of rows.
    """
    numbers: dict[str, list[str]] = {}
    for metric, file in files.items():
        numbers.setdefault(file, []).append(translated(METRICS[metric].label))
    tables: dict[str, list[RowTable]] = {}
    for file, labels in sorted(numbers.items()):
        family, measure = _parts(file)
        tables.setdefault(family, []).append(RowTable(measure, folder / file, labels))
    families = [
        {"title": page_title(family), "href": f"{family}.html",
         "tables": _write(folder / "rows" / family, ones, given, people)}
        for family, ones in tables.items()
    ]  # fmt: skip
    if families:
        customers = "../customers/index.html" if people else ""
        write_leaf(
            folder / "rows" / "index.html", "rows_index", given, title=gettext("The rows behind the numbers"),
            home="../index.html", families=families, customers=customers,
        )  # fmt: skip
    return {metric: place(file) for metric, file in files.items()}


def place(file: str) -> str:
    """Where the table of a file of rows stands.

    >>> place("rows/revenue_movements.parquet")
    'rows/revenue.html#movements'
    """
    family, measure = _parts(file)
    return f"rows/{family}.html#{anchor(measure)}"


def _parts(file: str) -> tuple[str, str]:
    family, _, measure = Path(file).stem.partition("_")
    return family, measure


def _write(
    path: Path, tables: Sequence[RowTable], given: Mapping[str, Any], people: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Write a family's page and its files; what the list of all rows says of each table."""
    family = path.name
    has_sql = (path.parents[1] / href(family)).is_file()
    shown, data, sheets = [], [], {}
    for one in tables:
        rows = pd.read_parquet(one.parquet)
        csv = one.parquet.with_suffix(".csv")
        if fits := len(rows) <= MOST_IN_CSV:
            csv.write_text(to_csv(rows), encoding="utf-8", newline="\n")
            sheets[one.measure] = rows
        columns, cells = table_of(_worth_reading(rows).head(MOST_ROWS))
        room = min(MOST_BYTES, MOST_OF_A_PAGE // len(tables))
        text, kept = _data(columns, cells, people, room)
        data.append(text)
        shown.append({
            "place": anchor(one.measure), "title": one.title, "numbers": ", ".join(one.numbers),
            "count": ngettext("{count} row", "{count} rows", len(rows), count=number(len(rows))),
            "left_out": gettext("The first {count} are here, all of them in the files.", count=number(kept))
            if kept < len(rows) else "",
            "sql": f"../{href(family)}#{anchor(f'{family}/{one.measure}')}" if has_sql else "",
            "csv": csv.name if fits else "", "parquet": one.parquet.name,
            "columns": columns, "rows": [said(row) for row in cells[:WITHOUT_SCRIPT]],
        })  # fmt: skip
    workbook = path.with_suffix(".xlsx")
    if sheets:
        write_sheets(workbook, sheets)
    write_leaf(
        path.with_suffix(".html"), "rows", given, script="rows.js", home="../index.html",
        title=gettext("The rows behind the numbers: {what}", what=page_title(family)),
        tables=shown, people=people, workbook=workbook.name if sheets else "",
        data=packed(SEPARATOR.join(data)),
    )  # fmt: skip
    return shown


def _worth_reading(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows without the columns that say nothing: the page's own period, and what is empty."""
    empty = [
        name for name in rows if rows[name].isna().all() or rows[name].astype(str).eq("").all()
    ]
    return rows.drop(columns=[*empty, "period"], errors="ignore")


def table_of(rows: pd.DataFrame) -> tuple[list[dict[str, Any]], list[list[Any]]]:
    """The columns and cells of some rows as JSON can hold them.

    >>> table_of(pd.DataFrame({"customer_id": ["a"], "n": [2.0], "on": pd.to_datetime(["2026-10-01"])}))[1]
    [['a', 2, '2026-10-01']]
    """
    columns: list[dict[str, Any]] = []
    cells = []
    for name in rows.columns:
        column = rows[name]
        number = pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
        day = pd.api.types.is_datetime64_any_dtype(column)
        words = translated(str(name).replace("_", " "))
        columns.append({"name": words, "number": number, "day": day, "people": name == WHO})
        cells.append([_cell(value) for value in column])
    return columns, [list(row) for row in zip(*cells, strict=True)]


def _cell(value: Any) -> Any:
    if value is None or value is pd.NaT or (isinstance(value, float) and not np.isfinite(value)):
        return None
    if isinstance(value, pd.Timestamp):
        return str(value).removesuffix(" 00:00:00")
    if isinstance(value, bool | np.bool_):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, int | float | np.number):
        number = float(value)
        return int(number) if number.is_integer() else round(number, 6)
    return None if value is pd.NA else str(value)


def said(row: Sequence[Any]) -> list[str]:
    """A row's cells in words: as the script writes them."""
    return [
        "" if one is None
        else one if isinstance(one, str)
        else marked(f"{one:,.6f}".rstrip("0").rstrip(".")) for one in row
    ]  # fmt: skip


def _data(
    columns: list[dict[str, Any]], cells: list[list[Any]], people: Mapping[str, str], room: int
) -> tuple[str, int]:
    """What a page's script reads of a table, and how many rows are in it; ``room`` is in bytes."""
    kept, size = [], 0
    for row in cells:
        size += len(as_json(row)) + 1
        if size > room:
            break
        kept.append(row)
    places = [at for at, column in enumerate(columns) if column["people"]]
    known = {row[at]: people[row[at]] for row in kept for at in places if row[at] in people}
    return as_json({"columns": columns, "rows": kept, "people": known}), len(kept)


def as_json(value: Any) -> str:
    """JSON that can stand within a page's script: nothing in it closes that."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
