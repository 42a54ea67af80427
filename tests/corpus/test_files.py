"""Files as programs write them: read where that is right, else refused with the file's name."""

import openpyxl
import pandas as pd
import pytest
from openpyxl.chart import BarChart

import cs_toolkit as cs
from cs_toolkit.errors import InputError

NAMES = ("subscription_id", "customer_id", "starts_on", "mrr")
ROWS = (("1", "a", "2026-01-01", "10"), ("2", "b", "2026-01-01", "20.5"))
ENDS = {
    "lf": ("\n",) * 3,
    "crlf": ("\r\n",) * 3,
    "mixed": ("\r\n", "\n", "\r\n"),
    "cr_within": ("\n", "\r", "\n"),
}


def _sum(source, **mapping) -> float:
    tables = {"tables": {"subscriptions": mapping}} if mapping else {}
    company = cs.open(source, as_of="2026-06-01", **tables)
    assert company.check().problems == ()
    return float(company.query("select sum(mrr) as v from subscriptions")["v"].iloc[0])


def _refusal(source, **mapping) -> str:
    tables = {"tables": {"subscriptions": mapping}} if mapping else {}
    try:
        problems = cs.open(source, as_of="2026-06-01", **tables).check().problems
    except InputError as error:
        return str(error)
    assert problems
    return "\n".join(map(str, problems))


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ENDS)
def test_each_form_of_a_csv_is_read(tmp_path, end, delimiter, mark):
    lines = (
        delimiter.join(row) + ending for row, ending in zip((NAMES, *ROWS), ENDS[end], strict=True)
    )
    (tmp_path / "subscriptions.csv").write_bytes((mark + "".join(lines)).encode())
    assert _sum(tmp_path) == 30.5


@pytest.mark.parametrize("short", [("x",), ("x", "y"), ("1", "a", "2026-01-01")])
def test_no_first_row_of_a_file_without_header_is_lost(tmp_path, short):
    rows = "".join(",".join(row) + "\n" for row in (short, *ROWS, *ROWS))
    (tmp_path / "subscriptions.csv").write_text(rows)
    columns = {name: f"column{place}" for place, name in enumerate(NAMES)}
    told = _refusal(tmp_path, header=False, columns=columns)
    assert "subscriptions.csv" in told
    assert f"row 1 has {len(short)} cells" in told


def test_a_late_row_of_another_length_is_named_with_its_file(tmp_path):
    rows = [f"{n},a,2026-01-01,1" for n in range(40_000)] + ["x,a,2026-01-01,1,2"]
    (tmp_path / "subscriptions.csv").write_text("\n".join((",".join(NAMES), *rows)) + "\n")
    assert "subscriptions.csv" in _refusal(tmp_path)


def _book(path, after) -> None:
    book = openpyxl.Workbook()
    for *row, amount in (NAMES, *ROWS):
        book.active.append([*row, float(amount) if amount != "mrr" else amount])
    after(book)
    book.save(path)


def _hidden_first(book) -> None:
    hidden = book.create_sheet("Lists", 0)
    hidden.append(["x"])
    hidden.sheet_state = "hidden"


def _chart_first(book) -> None:
    sheet = book.create_chartsheet("Chart", 0)
    sheet.add_chart(BarChart())


@pytest.mark.parametrize("change", [_hidden_first, _chart_first])
def test_the_first_sheet_that_one_sees_cells_of_is_read(tmp_path, change):
    _book(tmp_path / "subscriptions.xlsx", after=change)
    assert _sum(tmp_path) == 30.5


def test_a_chart_is_no_sheet_with_rows(tmp_path):
    _book(tmp_path / "subscriptions.xlsx", after=_chart_first)
    assert "is a chart" in _refusal(tmp_path, sheet="Chart", **{"from": "subscriptions.xlsx"})


@pytest.mark.parametrize(("cells", "refused"), [("A2:A3", True), ("D2:D3", True), ("A1:B1", False)])
def test_cells_merged_over_rows_are_not_read_as_empty(tmp_path, cells, refused):
    _book(tmp_path / "subscriptions.xlsx", after=lambda book: book.active.merge_cells(cells))
    told = _refusal(tmp_path)
    assert ("merged cells" in told and cells in told) == refused


def test_true_is_no_amount_in_a_workbook_or_a_csv(tmp_path):
    def change(book):
        for row in (2, 3):
            book.active.cell(row, 4).value = True

    (tmp_path / "xlsx").mkdir()
    _book(tmp_path / "xlsx" / "subscriptions.xlsx", after=change)
    (tmp_path / "csv").mkdir()
    (tmp_path / "csv" / "subscriptions.csv").write_text(
        f"{','.join(NAMES)}\n1,a,2026-01-01,TRUE\n2,b,2026-01-01,TRUE\n"
    )
    for folder in ("xlsx", "csv"):
        told = _refusal(tmp_path / folder)
        assert "column mrr: not a number" in told
        assert "in 2 rows" in told
        assert "nulls" not in told


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("zone", [None, "UTC", "America/New_York"])
def test_parquet_times_of_every_precision(tmp_path, unit, zone):
    times = pd.Series(pd.to_datetime(["2026-01-05T09:30:00"])).dt.as_unit(unit).dt.tz_localize(zone)
    frame = pd.DataFrame({"comment_id": ["1"], "said_at": times, "text": ["x"]})
    frame.to_parquet(tmp_path / "feedback.parquet")
    read = cs.open(tmp_path, as_of="2026-06-01").query("select said_at as v from feedback")["v"]
    expected = times.dt.tz_convert("UTC").dt.tz_localize(None) if zone else times
    assert pd.Timestamp(read.iloc[0]) == expected.iloc[0]


def test_a_company_file_with_a_mark_of_its_byte_order(tmp_path):
    (tmp_path / "subscriptions.csv").write_text("\n".join(map(",".join, (NAMES, *ROWS))) + "\n")
    (tmp_path / "company.toml").write_text('\ufeffname = "Marked"\n', encoding="utf-8")
    assert cs.open(tmp_path / "company.toml").settings.name == "Marked"


def test_two_files_of_one_name_are_both_decoded(tmp_path):
    for folder, rows in (("one", ROWS[:1]), ("two", ROWS[1:])):
        (tmp_path / folder).mkdir()
        text = "\n".join(map(",".join, ((*NAMES, "café"), *((*row, "é") for row in rows))))
        (tmp_path / folder / "s.csv").write_bytes(f"{text}\n".encode("latin-1"))
    tables = [{"from": f"{folder}/s.csv", "encoding": "latin-1"} for folder in ("one", "two")]
    company = cs.open(tmp_path, as_of="2026-06-01", tables={"subscriptions": tables})
    assert float(company.query("select sum(mrr) as v from subscriptions")["v"].iloc[0]) == 30.5
