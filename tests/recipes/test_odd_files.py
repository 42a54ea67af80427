"""Files that cannot be read as they are: the draft reads them, and says how."""

import tomllib

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
