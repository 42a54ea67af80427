"""Every kind of source gives the same numbers from the same rows."""

import gzip

import duckdb
import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError

ROWS = pd.DataFrame(
    {
        "subscription_id": ["1", "2", "3"],
        "customer_id": ["a", "b", "NA"],
        "starts_on": ["2026-01-01", "2026-02-01", "2026-02-15"],
        "ends_on": [None, "2026-03-01", None],
        "mrr": [10.5, 20.0, 5.25],
        "plan": ["pro", "pro", None],
    }
)
EXPECTED = [10.5, 35.75, 15.75]


def _csv(folder):
    ROWS.to_csv(folder / "subscriptions.csv", index=False)
    return folder


def _gzipped(folder):
    with gzip.open(folder / "subscriptions.csv.gz", "wt", encoding="utf-8") as file:
        ROWS.to_csv(file, index=False)
    return folder


def _tabs(folder):
    ROWS.to_csv(folder / "subscriptions.tsv", index=False, sep="\t")
    return folder


def _semicolons_and_byte_order_mark(folder):
    ROWS.to_csv(folder / "subscriptions.csv", index=False, sep=";", encoding="utf-8-sig")
    return folder


def _parquet(folder):
    typed = ROWS.assign(
        starts_on=pd.to_datetime(ROWS["starts_on"]), ends_on=pd.to_datetime(ROWS["ends_on"])
    )
    typed.to_parquet(folder / "subscriptions.parquet", index=False)
    return folder


def _excel(folder):
    typed = ROWS.assign(starts_on=pd.to_datetime(ROWS["starts_on"]))
    typed.to_excel(folder / "subscriptions.xlsx", index=False)
    return folder


def _duckdb(folder):
    path = folder / "company.duckdb"
    with duckdb.connect(path) as connection:
        connection.register("rows", ROWS)
        connection.execute("create table subscriptions as select * from rows")
    return path


def _frames(folder):
    return {"subscriptions": ROWS}


@pytest.mark.parametrize(
    "write",
    [_csv, _gzipped, _tabs, _semicolons_and_byte_order_mark, _parquet, _excel, _duckdb, _frames],
)
def test_each_source_gives_the_same_numbers(tmp_path, write):
    company = cs.open(write(tmp_path), as_of="2026-04-01")
    found = company.measures("2026-01..2026-03", family="revenue", by="plan")
    total = found[found["dimension"] == "total"]
    assert total["ending_mrr"].tolist() == EXPECTED
    march = found[(found["period"] == "2026-03") & (found["dimension"] == "plan")]
    assert dict(zip(march["segment"], march["ending_mrr"], strict=True)) == {
        "(none)": 5.25,
        "pro": 10.5,
    }
    rows = company.rows("ending_mrr", "2026-03").set_index("customer_id")
    assert rows["ending"].to_dict() == {"NA": 5.25, "a": 10.5, "b": 0.0}


def _mapped(folder, tables: str):
    (folder / "company.toml").write_text(f'as_of = "2026-04-01"\n{tables}', encoding="utf-8")
    return cs.open(folder / "company.toml")


def test_several_files_of_one_table_are_added_up(tmp_path):
    ROWS.iloc[:2].to_csv(tmp_path / "old.csv", index=False)
    ROWS.iloc[2:].drop(columns="plan").to_csv(tmp_path / "new.csv", index=False)
    tables = (
        '[[tables.subscriptions]]\nfrom = "old.csv"\n[[tables.subscriptions]]\nfrom = "new.csv"\n'
    )
    found = _mapped(tmp_path, tables).measures("2026-02", family="revenue", by=())
    assert found["ending_mrr"].tolist() == [35.75]


def test_a_select_and_a_condition(tmp_path):
    ROWS.to_csv(tmp_path / "contracts.csv", index=False)
    tables = (
        '[tables.subscriptions]\nfrom = """SELECT * FROM \'contracts.csv\' WHERE plan = \'pro\'"""\n'
        "where = \"customer_id <> 'b'\"\n"
    )
    found = _mapped(tmp_path, tables).measures("2026-02", family="revenue", by=())
    assert found["ending_mrr"].tolist() == [10.5]


def test_blanks_that_line_up_and_no_header(tmp_path):
    (tmp_path / "orders.txt").write_text(
        " 00004  19970101  2   29.33\n 00005 19970118 10  129.73\n"
    )
    tables = (
        '[tables.orders]\nfrom = "orders.txt"\ndelimiter = " "\nheader = false\n'
        'columns = { order_id = "column0", customer_id = "column0", '
        'ordered_at = "strptime(column1, \'%Y%m%d\')", amount = "column3" }\n'
    )
    company = _mapped(tmp_path, tables)
    rows = company.tables.source.engine.query("select customer_id, amount from orders order by 1")
    assert rows["customer_id"].tolist() == ["00004", "00005"]
    assert rows["amount"].astype(float).tolist() == [29.33, 129.73]


def test_words_for_missing_and_a_zone_of_its_own(tmp_path):
    (tmp_path / "calls.csv").write_text(
        "call_id,offered_at,outcome,talk_seconds\n1,2026-02-28 23:30:00,answered,n/a\n"
    )
    tables = (
        'time_zone = "Europe/Paris"\n[tables.calls]\nfrom = "calls.csv"\nnulls = ["n/a"]\n'
        'time_zone = "America/New_York"\n'
    )
    company = _mapped(tmp_path, tables)
    rows = company.tables.source.engine.query(
        "select offered_at, offered_on, talk_seconds from calls"
    )
    assert str(rows["offered_at"][0]) == "2026-03-01 04:30:00"  # UTC
    assert str(rows["offered_on"][0])[:10] == "2026-03-01"  # Paris
    assert rows["talk_seconds"].isna().all()


def test_a_sheet_of_a_workbook(tmp_path):
    with pd.ExcelWriter(tmp_path / "book.xlsx") as book:
        pd.DataFrame({"x": [1]}).to_excel(book, sheet_name="notes", index=False)
        ROWS.to_excel(book, sheet_name="contracts", index=False)
    tables = '[tables.subscriptions]\nfrom = "book.xlsx"\nsheet = "contracts"\n'
    found = _mapped(tmp_path, tables).measures("2026-02", family="revenue", by=())
    assert found["ending_mrr"].tolist() == [35.75]


@pytest.mark.parametrize(
    ("write", "told"),
    [
        (
            lambda folder: (folder / "subscriptions.csv").write_text(""),
            "subscriptions.csv is empty",
        ),
        (
            lambda folder: (folder / "subscriptions.xlsx").write_bytes(b"no"),
            "cannot be read as a workbook",
        ),
        (
            lambda folder: (folder / "subscriptions.parquet").write_bytes(b"no"),
            "subscriptions.parquet",
        ),
        (
            lambda folder: (folder / "subscriptions.csv").write_text('a,b\n1,"2\n3,4,5\n'),
            "subscriptions",
        ),
        (
            lambda folder: (folder / "x.duckdb").write_bytes(b"no"),
            "none of our tables|cannot be opened",
        ),
    ],
)
def test_a_broken_file_is_named(tmp_path, write, told):
    write(tmp_path)
    with pytest.raises(InputError, match=told):
        cs.open(tmp_path, as_of="2026-04-01").metrics("2026-02")


def test_two_files_for_one_table_are_not_chosen_between(tmp_path):
    _csv(tmp_path)
    _parquet(tmp_path)
    with pytest.raises(InputError, match="would both be table subscriptions"):
        cs.open(tmp_path).check()


def test_times_after_the_last_known_moment_have_not_happened():
    tickets = pd.DataFrame(
        {
            "ticket_id": ["1", "2"],
            "opened_at": ["2026-02-01", "2026-02-27"],
            "resolved_at": ["2026-02-02", "2026-03-02"],
        }
    )
    company = cs.open({"tickets": tickets}, as_of="2026-03-01")
    rows = company.tables.source.engine.query("select resolved_at from tickets order by ticket_id")
    assert rows["resolved_at"].isna().tolist() == [False, True]


@pytest.mark.parametrize(
    "written",
    [
        "2026-02-01 09:30:00 -0800", "2026-02-01T17:30:00Z", "2026-02-01 18:30:00+01",
        "2026-02-01 17:30:00 UTC", "2026-02-01 18:30",
    ],
)  # fmt: skip
def test_a_time_is_one_moment_however_it_is_written(written):
    tickets = pd.DataFrame({"ticket_id": ["1"], "opened_at": [written]})
    company = cs.open({"tickets": tickets}, as_of="2026-03-01", time_zone="Europe/Paris")
    found = company.tables.source.engine.query("select opened_at, opened_on from tickets")
    assert str(found["opened_at"][0]) == "2026-02-01 17:30:00"
    assert str(found["opened_on"][0])[:10] == "2026-02-01"
