"""A sheet that somebody keeps by hand: titles above, sums below, months without a year."""

import tomllib
from pathlib import Path

import openpyxl
import pytest

import cs_toolkit as cs
from cs_toolkit.drafting.draft import draft_company_file
from cs_toolkit.errors import InputError
from cs_toolkit.sources.layout import layout_of

ROWS = [
    ["Customer", "Plan", "Nov", "Dec", "Jan", "Feb"],
    ["Acme", "Pro", 100, 100, 100, "-"],
    ["Bolt", "Basic", "-", "-", 50, 60],
    ["Cora", "Pro", None, 40, None, None],
]


def _sheet(path: Path, titles, total=("Total", None, "=SUM(C5:C7)"), title="MRR") -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in [*titles, *ROWS, [None], list(total)]:
        sheet.append(row)
    sheet.merge_cells("A1:F1")
    if len(titles) > 1:
        sheet.merge_cells("C2:F2")
    book.save(path)


def _mrr(folder: Path, period: str = "2025-11..2026-02") -> list[float]:
    (folder / "company.toml").write_text(draft_company_file(str(folder)), encoding="utf-8")
    company = cs.open(folder, as_of="2026-03-01")
    return cs.pick(company.metrics(period, family="revenue", by=()), "mrr")["value"].tolist()


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        ([["Acme Ltd: MRR by customer (USD)"], [None, None, 2025]], "MRR overview v3.xlsx"),
        ([["MRR by customer in USD"], ["kept by Ann"]], "MRR from 2025.xlsx"),
    ],
)
def test_a_sheet_with_merged_titles_is_read_as_it_stands(tmp_path, titles, name):
    _sheet(tmp_path / name, titles)
    assert _mrr(tmp_path) == [100.0, 140.0, 150.0, 60.0]
    assert 'currency = "USD"' in (tmp_path / "company.toml").read_text(encoding="utf-8")


def test_the_same_saved_as_csv(tmp_path):
    lines = ["MRR 2025,,,,,", ",,,,,"]
    lines += [",".join("" if cell is None else str(cell) for cell in row) for row in ROWS]
    (tmp_path / "mrr.csv").write_text("\n".join([*lines, "Total:,,100,140,150,60"]) + "\n")
    assert _mrr(tmp_path) == [100.0, 140.0, 150.0, 60.0]


def test_a_formula_without_its_result_is_refused_among_the_rows(tmp_path):
    book = openpyxl.Workbook()
    for row in [*ROWS, ["Dune", "Pro", 10, "=C5*2", None, None]]:
        book.active.append(row)
    book.save(tmp_path / "mrr 2025.xlsx")
    draft = draft_company_file(str(tmp_path))
    assert "whose formula has no stored result (D5)" in draft
    assert "tables" not in tomllib.loads(draft)


def test_a_row_with_money_and_no_customer_is_refused_not_dropped(tmp_path):
    (tmp_path / "mrr.csv").write_text(
        "customer,2026-01,2026-02,2026-03\nAcme,1,1,1\n,5,5,5\n", encoding="utf-8"
    )
    with pytest.raises(InputError, match="customer_id is empty"):
        _mrr(tmp_path, "2026-02")


def test_months_without_a_year_ask_for_it(tmp_path):
    (tmp_path / "subscriptions.csv").write_text("Customer,Jan,Feb,Mar\nAcme,1,2,3\n")
    for year, why in (("true", "write its year: months_across = 2026"), ("26", "= 26 must be")):
        (tmp_path / "company.toml").write_text(
            f'[tables.subscriptions]\nmonths_across = {year}\ncolumns = {{ customer_id = "Customer" }}\n'
        )
        with pytest.raises(InputError, match=why):
            cs.open(tmp_path, as_of="2026-06-01").check()


def test_a_plain_table_has_no_titles():
    assert layout_of([["id", "name", "amount"], ["1", "a", "2"]]).settings == {}
    assert layout_of([["id", "", ""], ["a", "b", "c"], ["d", "e", "f"]]).settings == {
        "skip_rows": 1
    }
    assert layout_of([["1", "2"], ["3", "4"]]).settings == {}
    assert layout_of([]).settings == {}


STRIPE = (
    "id,Customer ID,Plan,Quantity,Currency,Interval,Amount,Status,Start,Current Period End{more}\n"
)
ROW = "sub_1,cus_1,p,1,usd,month,99.00,active,2026-10-30,2026-11-30{more}\n"


@pytest.mark.parametrize(("more", "end", "warned"), [("", "", True), (",Trial End", ",2026-11-13", False)])  # fmt: skip
def test_stripe_without_the_end_of_trials_is_warned_about(tmp_path, more, end, warned):
    (tmp_path / "s.csv").write_text(STRIPE.format(more=more) + ROW.format(more=end))
    (tmp_path / "company.toml").write_text(draft_company_file(str(tmp_path)))
    found = [one.name for one in cs.open(tmp_path, as_of="2026-11-20").data_warnings]
    assert ("trial_unknown" in found) is warned
