"""Files that lie: cut short, in two minds about a column, with cells that nobody computed."""

import gzip

import openpyxl
import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError

HEADER = ["subscription_id", "customer_id", "starts_on", "ends_on", "mrr"]
ROWS = [["s1", "#a", "2026-01-01", "", "10"], ["s2", "b", "2026-02-01", "2026-03-01", "20.5"]]


def _text(*rows) -> str:
    return "\n".join(",".join(row) for row in (HEADER, *rows)) + "\n"


def _workbook(path, *rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def _ending_mrr(source, **settings) -> float:
    company = cs.open(source, as_of="2026-06-01", **settings)
    return company.measures("2026-02", family="revenue", by=())["ending_mrr"].iloc[0]


def _refused(source, *words, **settings):
    with pytest.raises(InputError) as refused:
        _ending_mrr(source, **settings)
    for word in words:
        assert word in str(refused.value)


@pytest.mark.parametrize("kept", [20, -8])
def test_a_gzip_file_cut_short_or_of_another_kind(tmp_path, kept):
    path = tmp_path / "subscriptions.csv.gz"
    path.write_bytes(gzip.compress(_text(*ROWS).encode())[:kept])
    _refused(tmp_path, "subscriptions.csv.gz is not a whole gzip file")
    path.write_bytes(_text(*ROWS).encode())
    _refused(tmp_path, "subscriptions.csv.gz is not a whole gzip file")


def test_a_line_that_starts_with_a_hash_is_a_row(tmp_path):
    rows = [["#1", "a", "2026-01-01", "", "10"], ["#2", "b", "2026-01-01", "", "20"]]
    (tmp_path / "subscriptions.csv").write_text(_text(*rows), encoding="utf-8")
    assert _ending_mrr(tmp_path) == 30


def test_a_line_with_too_few_cells_is_named(tmp_path):
    (tmp_path / "subscriptions.csv").write_text(_text(*ROWS, ["s3", "c"]), encoding="utf-8")
    _refused(tmp_path, "row 4 has 2 cells and the first row 5")


def test_a_long_cell_does_not_fill_the_message(tmp_path):
    long = ["s3", "c" * 3_000_000, "2026-01-01", "", "1"]
    (tmp_path / "subscriptions.csv").write_text(_text(*ROWS, long), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        _ending_mrr(tmp_path)
    assert "Maximum line size" in str(refused.value)
    assert len(str(refused.value)) < 500


def test_two_columns_of_one_name(tmp_path):
    twice = "subscription_id,customer_id,starts_on,mrr,MRR\n1,a,2026-01-01,10,20\n"
    (tmp_path / "subscriptions.csv").write_text(twice, encoding="utf-8")
    _refused(tmp_path, "more than one column")
    (tmp_path / "subscriptions.csv").unlink()
    frame = pd.DataFrame([["1", "a", "2026-01-01", "", 10, 20]], columns=[*HEADER, "MRR"])
    frame.to_parquet(tmp_path / "subscriptions.parquet")
    _refused(tmp_path, "more than one column")
    frame.columns = [*HEADER, "mrr"]
    _refused({"subscriptions": frame}, "more than one column mrr (mrr, mrr)")


def test_a_column_that_is_called_like_a_renamed_one_is_its_own(tmp_path):
    numbered = "subscription_id,customer_id,starts_on,mrr,mrr_1\n1,a,2026-01-01,10,20\n"
    (tmp_path / "subscriptions.csv").write_text(numbered, encoding="utf-8")
    assert _ending_mrr(tmp_path) == 10


def test_a_formula_without_a_stored_result_is_not_read_as_empty(tmp_path):
    row = ["s1", "a", "2026-01-01", "=DATE(2026,1,15)", 10]
    _workbook(tmp_path / "subscriptions.xlsx", HEADER, row)
    _refused(tmp_path, "1 cells whose formula has no stored result (D2)", "save it")


def test_an_error_in_a_cell_is_not_read_as_empty(tmp_path):
    _workbook(tmp_path / "subscriptions.xlsx", HEADER, ["s1", "a", "2026-01-01", "#N/A", 10])
    _refused(tmp_path, "column ends_on", '"#N/A"')


def test_rows_without_any_cell_are_no_rows(tmp_path):
    rows = [["s1", "a", "2026-01-01", None, 10], [None] * 5, ["s2", True, "2026-01-01", None, 2.5]]
    _workbook(tmp_path / "subscriptions.xlsx", HEADER, *rows, [None] * 5)
    assert _ending_mrr(tmp_path) == 12.5


def test_which_sheet_of_several_is_read_is_said(tmp_path):
    _workbook(tmp_path / "subscriptions.xlsx", HEADER, ["s1", "a", "2026-01-01", None, 10])
    book = openpyxl.load_workbook(tmp_path / "subscriptions.xlsx")
    book.create_sheet("notes").append(["x"])
    book.save(tmp_path / "subscriptions.xlsx")
    (part,) = cs.open(tmp_path, as_of="2026-06-01").check().all["subscriptions"].parts
    assert part.origin == "subscriptions.xlsx, sheet Sheet, one of 2"


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 cut"])
def test_a_workbook_that_is_none(tmp_path, content):
    (tmp_path / "subscriptions.xlsx").write_bytes(content)
    _refused(tmp_path, "subscriptions.xlsx cannot be read as a workbook")
    _workbook(tmp_path / "subscriptions.xlsx")
    _refused(tmp_path, "is empty")


def test_numbers_that_no_amount_can_be(tmp_path):
    rows = {"subscription_id": [1, 2], "customer_id": ["a", "b"], "starts_on": ["2026-01-01"] * 2}
    for discount in (float("inf"), 1e15):
        frame = pd.DataFrame(rows | {"mrr": [10.0, 20.0], "discount": [0.0, discount]})
        frame.to_parquet(tmp_path / "subscriptions.parquet")
        _refused(tmp_path, "column discount", "in 1 row")
    frame = pd.DataFrame(rows | {"mrr": [10.0, 20.0], "discount": [[0], [1]]})
    _refused({"subscriptions": frame}, "column discount", "not a number")


def test_an_expression_sees_every_line_of_a_long_file(tmp_path):
    cents = ["1000"] * 30_000 + ["12.5"]
    lines = [f"s{i},c{i},2026-01-01,,{price}" for i, price in enumerate(cents)]
    text = "\n".join([",".join(HEADER[:4]) + ",price", *lines]) + "\n"
    (tmp_path / "subscriptions.csv").write_text(text, encoding="utf-8")
    (tmp_path / "company.toml").write_text(
        '[tables.subscriptions]\nfrom = "subscriptions.csv"\ncolumns = { mrr = "price / 100" }\n',
        encoding="utf-8",
    )
    assert _ending_mrr(tmp_path / "company.toml") == pytest.approx(300_000.125)
