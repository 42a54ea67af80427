"""Files that cannot be read as they are: the draft reads them, and says how."""

import tomllib
import zipfile
from pathlib import Path

import openpyxl
import pytest

import cs_toolkit as cs
from cs_toolkit.drafting.draft import draft_company_file
from cs_toolkit.drafting.recipes.demo import write_demo
from cs_toolkit.drafting.recipes.facts import Facts
from cs_toolkit.errors import InputError

ROWS = "subscription_id,customer_id,starts_on,mrr\n1,Café,2026-01-01,10\n2,Bo,2026-01-01,20\n3,Cy,2026-01-01,30\n"


@pytest.mark.parametrize(
    ("text", "encoding", "settings"),
    [
        (ROWS, "cp1252", {"encoding": "cp1252"}),
        (ROWS + "\nReport of 2026-11-01\n", "utf-8", {"footer_rows": 1}),
        ("Our contracts\n\n" + ROWS, "cp1252", {"encoding": "cp1252", "skip_rows": 2}),
        (ROWS + "\nReport of 2026-11-01\nAll rights reserved\n", "cp1252", {"footer_rows": 2}),
    ],
)
def test_the_draft_says_how_a_file_is_written(tmp_path, text, encoding, settings):
    (tmp_path / "subscriptions.csv").write_bytes(text.encode(encoding))
    draft = draft_company_file(str(tmp_path))
    (tmp_path / "company.toml").write_text(draft, encoding="utf-8")
    section = tomllib.loads(draft)["tables"]["subscriptions"]
    assert {key: section.get(key) for key in settings} == settings
    company = cs.open(tmp_path, as_of="2026-11-01")
    numbers = company.metrics("2026-10", family="revenue", by=())
    assert cs.pick(numbers, "mrr")["value"].tolist() == [60.0]


def test_a_file_that_nobody_can_read_stops_no_other(tmp_path):
    (tmp_path / "subscriptions.csv").write_text(ROWS, encoding="utf-8")
    (tmp_path / "broken.parquet").write_bytes(b"no Parquet at all")
    draft = draft_company_file(str(tmp_path))
    assert "# broken is not read: " in draft
    assert "subscriptions is shaped like our table subscriptions" in draft


def test_the_rows_of_a_file_in_another_encoding_say_their_currency(tmp_path):
    (export,) = write_demo("stripe", tmp_path)
    text = export.read_text(encoding="utf-8").replace("ann1@example.com", "andré@example.com")
    export.write_bytes(text.encode("cp1252"))
    draft = tomllib.loads(draft_company_file(str(tmp_path)))
    assert draft["currency"] == "USD"
    assert draft["tables"]["subscriptions"][0]["encoding"] == "cp1252"


def test_rows_that_cannot_be_asked_are_said_and_stop_nothing(tmp_path, monkeypatch):
    write_demo("stripe", tmp_path)

    def broken(self, section, expression):
        raise InputError("no such\nfunction")

    monkeypatch.setattr(Facts, "_values", broken)
    draft = draft_company_file(str(tmp_path))
    assert "a guess, as the rows of subscriptions cannot be read: no such function" in draft


def _sheet_of_months(path: Path) -> None:
    book = openpyxl.Workbook()
    rows = [
        ["MRR 2026 (EUR)"],
        [],
        ["acme_Client", "acme_Aug 2026 (UTC)", "acme_Sep 2026 (UTC)", "acme_Oct 2026 (UTC)"],
    ]
    for row in (*rows, ["Ann", 100, 100, 100], ["Bo", 50, 50, None], ["Total", 150, 150, 100]):
        book.active.append(row)
    book.active.merge_cells("A1:D1")
    book.save(path)


def test_a_packed_sheet_of_months_is_read_like_one_that_lies_open(tmp_path):
    _sheet_of_months(tmp_path / "MRR.xlsx")
    with zipfile.ZipFile(tmp_path / "mrr.zip", "w") as archive:
        archive.write(tmp_path / "MRR.xlsx", "MRR.xlsx")
    (tmp_path / "MRR.xlsx").unlink()
    (tmp_path / "company.toml").write_text(draft_company_file(str(tmp_path)))
    company = cs.open(tmp_path, as_of="2026-11-20")
    assert company.measures("2026-10", family="revenue", by=())["ending_mrr"].tolist() == [100]


def test_the_tables_of_one_archive_are_read_one_by_one(tmp_path):
    rows = "subscription_id,customer_id,starts_on,mrr\n1,a,2026-01-01,10\n"
    with zipfile.ZipFile(tmp_path / "everything.zip", "w") as archive:
        archive.writestr("export/subscriptions.csv", rows.encode("utf-16"))
        archive.writestr("export/people.csv", "customer_id,name\na,Zoé\n")
        archive.writestr("__MACOSX/export/._people.csv", "no table")
    (tmp_path / "company.toml").write_text(
        '[tables.subscriptions]\nfrom = "subscriptions"\nencoding = "utf-16"\n'
        "[tables.customers]\nfrom = \"select * from 'everything.zip/export/people.csv'\"\n"
    )
    company = cs.open(tmp_path, as_of="2026-11-20")
    assert company.query("select name from customers")["name"].tolist() == ["Zoé"]
    assert company.measures("2026-10", family="revenue", by=())["ending_mrr"].tolist() == [10]
    assert [one.name for one in company.files_found] == ["everything.zip"]
    (tmp_path / "company.toml").write_text(draft_company_file(str(tmp_path)))
    assert cs.open(tmp_path, as_of="2026-11-20").check().rows["subscriptions"] == 1
    (tmp_path / "people.csv").write_text("customer_id\na\n")
    (tmp_path / "company.toml").write_text('[tables.customers]\nfrom = "people"\n')
    both = r"people.csv and everything.zip/export/people.csv would both be table people"
    with pytest.raises(InputError, match=both):
        cs.open(tmp_path, as_of="2026-11-20").check()
