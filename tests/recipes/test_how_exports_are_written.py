"""One export of a known system, written in other ways: the same numbers, with no line by hand."""

import csv
import gzip
import json
import tomllib
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

import cs_toolkit as cs
from cs_toolkit.drafting.cures import cured, cures_of
from cs_toolkit.drafting.draft import draft_company_file
from cs_toolkit.drafting.recipes.demo import write_demo
from cs_toolkit.drafting.recipes.demo_contracts import mrr_at
from cs_toolkit.drafting.wizard import asked
from cs_toolkit.errors import InputError
from cs_toolkit.sources.opening import open_source
from cs_toolkit.sources.text_kinds import kinds_of_text

Rows = list[list[str]]


def _rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _put(path: Path, rows: Rows, delimiter: str = ",", encoding: str = "utf-8") -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)


def _cells(path: Path, change: Callable[[str], str], delimiter: str = ",") -> None:
    head, *rows = _rows(path)
    _put(path, [head, *([change(cell) for cell in row] for row in rows)], delimiter)


def _date(form: str) -> Callable[[str], str]:
    def change(cell: str) -> str:
        try:
            return datetime.fromisoformat(cell).strftime(form) if "-" in cell else cell
        except ValueError:
            return cell

    return change


def _american(path: Path) -> None:
    _cells(path, _date("%m/%d/%Y %H:%M"))


def _european(path: Path) -> None:
    _cells(path, _date("%d.%m.%Y"))


def _decimal_comma(path: Path) -> None:
    _cells(path, lambda cell: cell.replace(".", ",") if cell.replace(".", "").isdigit() else cell, ";")  # fmt: skip


def _words_for_nothing(path: Path) -> None:
    _cells(path, lambda cell: cell or "NULL")


def _headings_again(path: Path) -> None:
    head, *rows = _rows(path)
    _put(path, [head, *rows[:10], head, *rows[10:], head])


def _utf16(path: Path) -> None:
    _put(path, _rows(path), "\t", "utf-16")


def _two_files(path: Path) -> None:
    head, *rows = _rows(path)
    for part, some in enumerate((rows[:15], rows[15:]), start=1):
        _put(path.with_name(f"{path.stem} ({part}).csv"), [head, *some])
    path.unlink()


def _folder_of_parts(path: Path) -> None:
    head, *rows = _rows(path)
    path.with_suffix("").mkdir()
    for part in range(3):
        _put(path.with_suffix("") / f"part-{part:05}.csv", [head, *rows[part::3]])
    path.unlink()


def _packed(path: Path) -> None:
    with zipfile.ZipFile(path.with_suffix(".zip"), "w") as archive:
        archive.write(path, path.name)
    path.unlink()


def _gz(path: Path) -> None:
    Path(f"{path}.gz").write_bytes(gzip.compress(path.read_bytes()))
    path.unlink()


def _titled(path: Path) -> None:
    path.write_text("Exported by Ann\n\n" + path.read_text("utf-8"), encoding="utf-8")


# of one system each cell is read as it stands, of the other through a SELECT
PLAIN = (_american, _decimal_comma, _headings_again, _two_files, _folder_of_parts)
IN_A_SELECT = (_european, _words_for_nothing, _utf16, _two_files, _packed, _gz, _titled)
WAYS = [("recurly", way) for way in PLAIN] + [("chartmogul", way) for way in IN_A_SELECT]


@pytest.mark.parametrize(("system", "way"), WAYS)
def test_the_same_export_written_in_another_way_gives_the_same_mrr(tmp_path, system, way):
    for path in write_demo(system, tmp_path):
        way(path)
    (tmp_path / "company.toml").write_text(draft_company_file(str(tmp_path)), encoding="utf-8")
    company = cs.open(tmp_path, as_of="2026-11-30")
    found = company.metrics("2026-10", metric="mrr", by=(), variant="default")
    assert found["value"].tolist() == [mrr_at(date(2026, 11, 1))]


def test_headings_that_stand_in_a_file_again_are_no_rows_and_counted(tmp_path):
    rows = "subscription_id,customer_id,starts_on,mrr\n1,a,2026-01-01,10\n2,b,2026-01-01,20\n"
    (tmp_path / "subscriptions.csv").write_text(rows + rows.replace("1,a", "3,c").replace("2,b", "4,d"))  # fmt: skip
    checked = cs.open(tmp_path, as_of="2026-04-01").check()
    assert checked.rows["subscriptions"] == 4
    assert [(one.rows, one.why) for one in checked.set_aside] == [(1, "the column names once more")]


def test_an_order_of_day_and_month_is_read_where_one_column_tells_it(tmp_path):
    text = "ticket_id,opened_at,resolved_at\n1,01/02/2026,02/02/2026\n2,03/02/2026,{}\n"
    (tmp_path / "tickets.csv").write_text(text.format("13/02/2026"))
    draft = draft_company_file(str(tmp_path))
    assert "opened_at = \"strptime(opened_at, '%d/%m/%Y')\"" in draft
    # a file in which nothing tells it: the check asks, as nobody else can
    (tmp_path / "tickets.csv").write_text(text.format("10/02/2026"))
    assert "strptime" not in draft_company_file(str(tmp_path))


def test_two_tables_of_the_same_columns_are_not_put_together(tmp_path):
    for name in ("signups", "goodbyes"):
        (tmp_path / f"{name}.csv").write_text("account_id,signed_up_at\n1,2026-01-01\n")
    assert "*" not in "".join(
        line for line in draft_company_file(str(tmp_path)).splitlines() if line.startswith("from")
    )


def test_a_table_is_known_by_its_columns_whatever_its_file_is_called(tmp_path):
    (tmp_path / "export (0) final.csv").write_text(
        "ticket_id,opened_at,customer_id,resolved_at\n1,2026-01-01,a,2026-01-02\n"
    )
    (tmp_path / "company.toml").write_text(draft_company_file(str(tmp_path)))
    assert cs.open(tmp_path, as_of="2026-04-01").check().rows["tickets"] == 1


def test_a_number_that_is_written_as_text_is_a_number_to_an_expression(tmp_path):
    (tmp_path / "orders.jsonl").write_text(
        '{"order_id": "007", "customer_id": "a", "ordered_at": "2026-01-01", "total": "12.50", "tax": "2.5"}'
    )
    (tmp_path / "company.toml").write_text(
        '[tables.orders]\nfrom = "orders"\ncolumns = { amount = "total - coalesce(tax, 0)" }\n'
    )
    found = cs.open(tmp_path, as_of="2026-04-01").query("select order_id, amount from orders")
    assert (found["order_id"][0], float(found["amount"][0])) == ("007", 10)


def test_what_texts_all_are():
    engine = open_source({}, Path()).engine
    rows = "select * from (values ('1', '1.5', 'a', '2026-01-01'), ('2', '2', '3', null)) as t(w, n, x, d)"
    assert kinds_of_text(engine, rows, ["w", "n", "x", "d"]) == {
        "w": "integer", "n": "decimal", "d": "timestamp",
    }  # fmt: skip


def _item(number: int, cents: int, quantity: int = 1, interval: str = "month") -> dict:
    recurring = {"interval": interval, "interval_count": 1}
    price = {"id": f"p{number}", "unit_amount": cents, "currency": "usd", "recurring": recurring}
    return {"id": f"si_{number}", "quantity": quantity, "price": price}


def test_each_item_of_a_subscription_is_paid(tmp_path):
    usual = {"start_date": 1764476700, "ended_at": None, "status": "active"}
    items = ([_item(1, 1000), _item(2, 500, 2)], [_item(3, 12000, 1, "year")])
    rows = [
        {"id": f"sub_{at}", "customer": f"c{at}", **usual, "items": {"object": "list", "data": one}}
        for at, one in enumerate(items)
    ]
    path = tmp_path / "subscriptions.json"
    path.write_text(json.dumps({"object": "list", "data": rows}))
    (tmp_path / "company.toml").write_text(draft_company_file(str(tmp_path)), encoding="utf-8")
    company = cs.open(tmp_path, as_of="2026-11-01")
    assert company.measures("2026-10", family="revenue", by=())["ending_mrr"].tolist() == [30]
    assert company.check().rows["subscriptions"] == 3
    text = (tmp_path / "company.toml").read_text("utf-8").replace('items.data"\n', 'lines"\n')
    (tmp_path / "company.toml").write_text(text, encoding="utf-8")
    with pytest.raises(
        InputError, match=r'each = "lines": .* has no such list .* it has items.data'
    ):
        cs.open(tmp_path).check()


def test_the_wizard_asks_what_no_heading_says(tmp_path):
    (tmp_path / "subscriptions.csv").write_text(
        "id,customer,start,end,amount,gross,qty\n1,a,2026-01-01,2026-12-31,10,12,3\n"
    )
    draft = draft_company_file(str(tmp_path))
    shown: list[str] = []
    answers = iter(["EUR", "UTC", "2", "9", "2", "2"])
    text = asked(draft, shown.append, lambda question, default: next(answers))
    assert "is end the first day without service, or the last day with it?" in shown
    section = tomllib.loads(text)["tables"]["subscriptions"]["columns"]
    assert (section["last_day"], section["quantity"]) == ("end", "null")
    assert "gross" in (section.get("amount"), section.get("mrr"))
    assert "# ?" in draft and "# ?" not in text
    assert tomllib.loads(draft)["tables"]["subscriptions"]["columns"]["ends_on"] == "end"


def test_rows_that_stand_twice_are_one_by_the_line_that_is_proposed(tmp_path):
    head, *rows = _rows(write_demo("recurly", tmp_path)[0])
    _put(tmp_path / "subscriptions.csv", [head, *rows, *rows[:3]])
    for path in tmp_path.glob("*.csv"):
        if path.name != "subscriptions.csv":
            path.unlink()
    text = draft_company_file(str(tmp_path))
    (tmp_path / "company.toml").write_text(text, encoding="utf-8")
    checked = cs.open(tmp_path, as_of="2026-11-30").check()
    (repeated,) = checked.problems
    assert "one_row_per = " in repeated.fix
    (tmp_path / "company.toml").write_text(cured(text, cures_of([repeated])), encoding="utf-8")
    mended = cs.open(tmp_path, as_of="2026-11-30").check()
    assert (mended.problems, mended.rows["subscriptions"]) == ((), len(rows))
