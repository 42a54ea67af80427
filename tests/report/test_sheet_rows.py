"""A workbook's rows are written as openpyxl reads them, whatever stands in them."""

from datetime import datetime

import openpyxl
import pandas as pd

from cs_toolkit.report.workbook import write_sheets, write_workbook

ROWS = pd.DataFrame(
    {
        "segment": ["a < b & c", "=1+1", " spaced ", "", None, "bell\x07\ntwo"],
        "value": [0.1 + 0.2, 3.0, float("nan"), 1e-7, -2.5, 9204.61141717],
        "unit": ["percent", "money", "money", "count", "points", "money"],
        "n": [1, 2, 3, float("nan"), 5, 6],
        "note": ["", "x" * 40_000, "ü", "日本", "\u202e", "end"],
    }
)


def test_every_cell_is_read_back_as_it_was(tmp_path):
    write_workbook(tmp_path / "a.xlsx", ROWS[["value", "unit"]], ROWS)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["metrics"]
    head, *rows = sheet.iter_rows()
    assert [cell.value for cell in head] == [*ROWS]
    assert sheet.freeze_panes == "A2"
    columns = [[cell.value for cell in column] for column in zip(*rows, strict=True)]
    assert columns[0] == ["a < b & c", "'=1+1", " spaced ", None, None, "bell\ntwo"]
    assert columns[1] == [0.3, 3, None, 1e-7, -2.5, 9204.61141717]
    assert columns[3] == [1, 2, 3, None, 5, 6]
    assert columns[4][1] == "x" * 32_767
    assert columns[4][2:] == ["ü", "日本", "\u202e", "end"]
    assert [row[1].number_format for row in rows][:2] == ["0.0%", "#,##0.00"]
    assert rows[0][3].number_format == "General"


def test_rows_keep_their_days_moments_long_ids_and_answers(tmp_path):
    rows = pd.DataFrame(
        {
            "id": [12345678901234567, 2],
            "on": pd.to_datetime(["2026-10-31", None]),
            "at": pd.to_datetime(["2026-10-01 09:30:05", "1999-12-31 23:59:59"]),
            "won": [True, False],
            "share": [float("inf"), 0.25],
        }
    )
    write_sheets(tmp_path / "a.xlsx", {"x" * 40: rows, "none": rows.head(0)})
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book.sheetnames == ["x" * 31, "none"] and book["none"].max_row == 1
    (_, *read) = book["x" * 31].iter_rows(values_only=True)
    assert read[0] == (
        "12345678901234567", datetime(2026, 10, 31), datetime(2026, 10, 1, 9, 30, 5), True, None,
    )  # fmt: skip
    assert read[1] == ("2", None, datetime(1999, 12, 31, 23, 59, 59), False, 0.25)
