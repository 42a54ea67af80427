"""The shapes in which exports really come: nested, packed, parted, titled, wide."""

import bz2
import json
import lzma
import zipfile

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.config.company_file import company_settings
from cs_toolkit.errors import InputError
from cs_toolkit.sources import packed
from cs_toolkit.sources.months_across import month_of

HEAD = "subscription_id,customer_id,starts_on,ends_on,mrr\n"
ROWS = HEAD + "1,a,2026-01-01,,10.5\n2,b,2026-02-01,2026-03-01,20\n"
COLUMNS = '{ subscription_id = "id", customer_id = "who", starts_on = "start", mrr = "fee" }'


def _company(folder, section: str, head: str = ""):
    text = f'as_of = "2026-04-01"\n{head}\n[tables.subscriptions]\n{section}\n'
    (folder / "company.toml").write_text(text, encoding="utf-8")
    return cs.open(folder / "company.toml")


def _mrr(company, period: str = "2026-02") -> float:
    found = company.measures(period, family="revenue", by=())
    return found["ending_mrr"].iloc[0]


def _zipped(folder):
    with zipfile.ZipFile(folder / "subscriptions.csv.zip", "w") as archive:
        archive.writestr("export/subscriptions.csv", ROWS)
        archive.writestr("__MACOSX/._subscriptions.csv", "x")


def _bz2(folder):
    (folder / "subscriptions.csv.bz2").write_bytes(bz2.compress(ROWS.encode()))


def _xz(folder):
    (folder / "subscriptions.csv.xz").write_bytes(lzma.compress(ROWS.encode()))


def _records() -> list[dict]:
    rows = [line.split(",") for line in ROWS.splitlines()]
    return [{k: v or None for k, v in zip(rows[0], row, strict=True)} for row in rows[1:]]


def _json(folder):
    (folder / "subscriptions.json").write_text(json.dumps(_records()))


def _json_lines(folder):
    (folder / "subscriptions.jsonl").write_text("\n".join(map(json.dumps, _records())))


def _answer(folder):
    (folder / "subscriptions.json").write_text(json.dumps({"object": "list", "data": _records()}))


@pytest.mark.parametrize("write", [_zipped, _bz2, _xz, _json, _json_lines, _answer])
def test_each_shape_gives_the_same_numbers(tmp_path, write):
    write(tmp_path)
    company = cs.open(tmp_path, as_of="2026-04-01")
    assert _mrr(company) == 30.5
    assert _mrr(company, "2026-03") == 10.5


def test_nested_json_is_columns_with_a_point(tmp_path):
    rows = [
        {"id": "007", "cus": {"ref": "a"}, "start": 1767225600, "items": [{"price": {"fee": 5}}]},
        {"id": "8", "cus": {"ref": "b"}, "start": 1767225600, "items": [{"price": {"fee": 7}}]},
    ]
    (tmp_path / "s.json").write_text(json.dumps(rows))
    company = _company(
        tmp_path,
        'from = "s.json"\ncolumns = { subscription_id = "id", customer_id = "cus.ref", '
        'starts_on = "to_timestamp(start)", mrr = "items.price.fee" }',
    )
    assert _mrr(company) == 12
    assert set(company.rows("ending_mrr", "2026-02")["customer_id"]) == {"a", "b"}


def test_a_time_of_json_keeps_its_zone(tmp_path):
    (tmp_path / "tickets.json").write_text(
        json.dumps([{"ticket_id": 1, "opened_at": "2026-01-31T23:30:00Z"}])
    )
    (tmp_path / "company.toml").write_text(
        'as_of = "2026-04-01"\ntime_zone = "Europe/Paris"\n', encoding="utf-8"
    )
    company = cs.open(tmp_path / "company.toml")
    found = company.query("select opened_at from tickets")
    assert found["opened_at"].tolist() == [pd.Timestamp("2026-01-31 23:30")]


def test_an_archive_that_unpacks_to_far_too_much_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(packed, "ALWAYS", 1000)
    monkeypatch.setattr(packed, "MOST_TIMES", 2)
    (tmp_path / "subscriptions.csv.bz2").write_bytes(bz2.compress((ROWS + "\n" * 9000).encode()))
    with pytest.raises(InputError, match="unpacks to more than"):
        _mrr(cs.open(tmp_path, as_of="2026-04-01"))


def test_an_archive_of_two_tables_names_them(tmp_path):
    with zipfile.ZipFile(tmp_path / "subscriptions.zip", "w") as archive:
        archive.writestr("a.csv", ROWS)
        archive.writestr("../b.csv", ROWS)
    with pytest.raises(InputError, match=r"holds 2 files that can be read \(a.csv, ../b.csv\)"):
        _mrr(cs.open(tmp_path, as_of="2026-04-01"))


def test_partitions_and_patterns_are_one_table(tmp_path):
    for month, row in (("2026-01", "1,a,2026-01-01,,10.5\n"), ("2026-02", "2,b,2026-02-01,,20\n")):
        folder = tmp_path / "subs" / f"month={month}"
        folder.mkdir(parents=True)
        (folder / "part.csv").write_text(HEAD + row)
    for name in ("subs", "subs/*/*.csv"):
        company = _company(tmp_path, f'from = "{name}"\nwhere = "mrr > 1"')
        assert _mrr(company) == 30.5
        found = company.measures("2026-02", family="revenue", by="month")
        assert dict(zip(found["segment"], found["ending_mrr"], strict=True))["2026-01"] == 10.5
    company = _company(
        tmp_path, 'from = ["subs/month=2026-01/part.csv", "subs/month=2026-02/part.csv"]'
    )
    assert _mrr(company) == 30.5


def test_partitions_of_parquet(tmp_path):
    for month in (1, 2):
        folder = tmp_path / "subs" / f"m={month}"
        folder.mkdir(parents=True)
        pd.DataFrame(
            {"subscription_id": [str(month)], "customer_id": ["a"], "starts_on": ["2026-01-01"], "mrr": [1.5]}
        ).to_parquet(folder / "p.parquet")  # fmt: skip
    assert _mrr(_company(tmp_path, 'from = "subs/*/*.parquet"')) == 3


def test_a_pattern_does_not_leave_the_companys_folders(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.csv").write_text(ROWS)
    for name in ("../other/*.csv", "../other", str(tmp_path / "other")):
        with pytest.raises(InputError, match="lies outside the folders"):
            _mrr(_company(tmp_path / "in", f'from = "{name}"'))


TITLED = (
    f"MRR report,,\nfor February\n\n{HEAD}# a remark, of two cells\n"
    "1,a,2026-01-01,,10.5\n\n2,b,2026-02-01,2026-03-01,20\n\nCopyright (c) Acme\nConfidential\n"
)


def test_titles_comments_and_footers_are_left_out(tmp_path):
    (tmp_path / "s.csv").write_text(TITLED)
    company = _company(tmp_path, 'from = "s.csv"\nskip_rows = 3\nfooter_rows = 2\ncomment = "#"')
    assert _mrr(company) == 30.5


def test_the_lines_that_leave_them_out_are_proposed_and_work(tmp_path):
    (tmp_path / "s.csv").write_text(TITLED.replace("# a remark, of two cells\n", ""))
    with pytest.raises(InputError) as error:
        _mrr(_company(tmp_path, 'from = "s.csv"'))
    assert "skip_rows = 3 and footer_rows = 2" in str(error.value)


def test_titles_above_a_sheet(tmp_path):
    rows = [["MRR", None, None, None], [None] * 4, ["id", "who", "start", "fee"],
            ["1", "a", "2026-01-01", 10.5], ["Total", None, None, 10.5]]  # fmt: skip
    pd.DataFrame(rows).to_excel(tmp_path / "s.xlsx", header=False, index=False)
    company = _company(
        tmp_path, f'from = "s.xlsx"\nskip_rows = 2\nfooter_rows = 1\ncolumns = {COLUMNS}'
    )
    assert _mrr(company) == 10.5


WIDE = "client,plan,Dec 2025,Jan 2026,Feb 2026\nx,pro,,10,12\ny,basic,5,5,\nz,basic,,,7\n"


def test_one_column_a_month(tmp_path):
    (tmp_path / "wide.csv").write_text(WIDE)
    section = 'from = "wide.csv"\nmonths_across = true\ncolumns = { customer_id = "client" }'
    company = _company(tmp_path, section, 'dimensions = ["plan"]')
    found = company.measures("2026-01..2026-02", family="revenue", by=())
    assert found["ending_mrr"].tolist() == [15, 19]
    assert found["expansion_mrr"].tolist() == [0, 2]
    assert found["churned_mrr"].tolist() == [0, 5]
    company = _company(tmp_path, section + "\nwhere = \"plan = 'basic'\"")
    assert _mrr(company) == 7


def test_a_sheet_of_months_is_noticed(tmp_path):
    (tmp_path / "wide.csv").write_text(WIDE)
    with pytest.raises(InputError, match="months_across = true"):
        _mrr(_company(tmp_path, 'from = "wide.csv"\ncolumns = { customer_id = "client" }'))


def test_headings_of_months():
    meant = [
        "2026-10",
        "2026/10",
        "202610",
        "10/2026",
        "Oct 2026",
        "Okt. 26",
        "October-2026",
        "Oct-26",
    ]
    assert {month_of(one) for one in meant} == {(2026, 10)}
    assert [month_of(one) for one in ("id", "Q4 2026", "2026", "13/2026", "plan 26")] == [None] * 5


@pytest.mark.parametrize("currency, expected", [("EUR", 110 / 1.1 + 50), ("USD", 110 + 55)])
def test_the_banks_file_of_reference_rates(tmp_path, currency, expected):
    (tmp_path / "fx_rates.csv").write_text(
        "Date,USD,JPY,CYP,GBP,SEK,\n2026-01-02,1.1,160,N/A,0.85,11,\n2026-01-05,1.1,160,N/A,0.85,11,\n"
    )
    (tmp_path / "s.csv").write_text(
        "subscription_id,customer_id,starts_on,mrr,currency\n1,a,2026-01-10,110,USD\n2,b,2026-01-10,50,EUR\n"
    )
    company = _company(tmp_path, 'from = "s.csv"', f'currency = "{currency}"')
    assert _mrr(company) == pytest.approx(expected, abs=1e-4)


def test_an_encoding_is_proposed_that_reads_the_file(tmp_path):
    (tmp_path / "s.csv").write_text(ROWS.replace(",b,", ",Zoë “B”,"), encoding="cp1252")
    with pytest.raises(InputError, match='encoding = "cp1252"'):
        _mrr(_company(tmp_path, 'from = "s.csv"'))
    assert _mrr(_company(tmp_path, 'from = "s.csv"\nencoding = "cp1252"')) == 30.5


@pytest.mark.parametrize("column", ["end", "Started At (UTC)"])
@pytest.mark.parametrize(
    "dates", [("14-Dec-2025 04:25", "03-Jan-2026 10:00"), ("01/02/2026", "13/01/2026")]
)
def test_the_line_that_reads_dates_works_when_pasted(tmp_path, column, dates):
    (tmp_path / "s.csv").write_text(
        f"subscription_id,customer_id,{column},mrr\n1,a,{dates[0]},1\n2,b,{dates[1]},2\n"
    )
    plain = column.replace('"', "")
    section = 'from = "s.csv"\n[tables.subscriptions.columns]\n'
    with pytest.raises(InputError) as error:
        _mrr(_company(tmp_path, section + f"starts_on = '\"{plain}\"'"))
    line = "starts_on = " + str(error.value).rpartition("starts_on = ")[2].rstrip(".")
    assert _mrr(_company(tmp_path, section + line)) == 3


def test_a_bad_cast_names_table_section_key_and_cure(tmp_path):
    (tmp_path / "s.csv").write_text(ROWS.replace("20\n", "20 EUR\n"))
    for key in ('where = "cast(mrr as double) > 0"', 'columns = { mrr = "cast(mrr as double)" }'):
        with pytest.raises(InputError) as error:
            _mrr(_company(tmp_path, f'from = "s.csv"\n{key}'))
        column = "where" if key.startswith("where") else "column mrr"
        for part in ("table subscriptions", "[tables.subscriptions]", column, "try_cast"):
            assert part in str(error.value)


@pytest.mark.parametrize(
    "key", ["skip_rows = -1", "skip_rows = true", 'comment = ""', "months_across = 1", "from = []"]
)
def test_a_wrong_setting_is_named(key):
    import tomllib

    given = tomllib.loads(f"[tables.subscriptions]\n{key}\n")
    with pytest.raises(InputError, match=key.split()[0]):
        company_settings(given)


@pytest.mark.parametrize("section", ["", 'columns = { mrr = "mrr * 1" }'])
def test_rows_of_nothing_but_delimiters_are_left_out_and_counted(tmp_path, section):
    text = ROWS.replace("2,b", ",,,,\n2,b") + ",,,,\n"
    (tmp_path / "subscriptions.csv").write_text(text)
    company = _company(tmp_path, section)
    assert _mrr(company) == 30.5
    (blank,) = [one for one in company.check().set_aside if "blank" in one.why]
    assert (blank.table, blank.rows) == ("subscriptions", 2)
    assert company.check().rows["subscriptions"] == 2
