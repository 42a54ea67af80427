"""What a message tells to do must be what helps."""

import duckdb
import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.dialects import DuckDBEngine
from cs_toolkit.drafting.draft import draft_company_file
from cs_toolkit.errors import InputError

SUBSCRIPTION = "subscription_id,customer_id,starts_on,ends_on,mrr,currency\n"


def problems(folder, subscriptions, company="", **files):
    (folder / "subscriptions.csv").write_text(subscriptions)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text)
    (folder / "company.toml").write_text(
        f'name = "Tell"\ncurrency = "EUR"\nas_of = "2026-06-01"\n{company}'
    )
    with pytest.raises(InputError) as told:
        cs.open(folder / "company.toml").measures("2026-05", family="revenue", by=())
    return str(told.value)


def test_a_column_goes_by_its_name_also_where_another_is_computed(tmp_path):
    told = problems(
        tmp_path,
        "id,customer_id,created,cents\n1,a,1745452051,100\n",
        '[tables.subscriptions]\nfrom = "subscriptions"\nwhere = "cents / 100.0 > 0"\n'
        'columns = { subscription_id = "id", starts_on = "created", mrr = "cents / 100.0" }\n',
    )
    assert 'starts_on = "to_timestamp(cast(created as bigint))"' in told


def test_an_end_before_its_start_is_not_made_a_service_without_end(tmp_path):
    told = problems(tmp_path, SUBSCRIPTION + "1,a,2026-02-01,2026-01-01,10,EUR\n")
    assert "leave such rows out with where" in told
    assert "leave ends_on empty" not in told


def test_a_currency_in_small_letters_is_not_taken_for_one_without_rates(tmp_path):
    rates = "day,currency,rate\n2026-01-01,USD,0.9\n"
    told = problems(
        tmp_path, SUBSCRIPTION + "1,a,2026-02-01,,10,eur\n2,b,2026-02-01,,10,usd\n", fx_rates=rates
    )
    assert 'currency = "upper(currency)"' in told
    told = problems(tmp_path, SUBSCRIPTION + "1,a,2025-02-01,,10,USD\n", fx_rates=rates)
    assert "add the currency's rates" in told


def test_a_fee_that_is_not_found_is_asked_for_among_what_there_is(tmp_path):
    told = problems(
        tmp_path, "subscription_id,customer_id,starts_on,unit_amount\n1,a,2026-02-01,1\n"
    )
    assert "it has subscription_id, customer_id, starts_on, unit_amount" in told
    assert 'columns = { mrr = "…" }' in told


def test_a_decimal_comma_is_not_taken_for_a_word_that_means_missing(tmp_path):
    told = problems(tmp_path, SUBSCRIPTION + '1,a,2026-02-01,,"1.234,50",EUR\n')
    assert "mrr = \"replace(replace(mrr, '.', ''), ',', '.')\"" in told
    assert "nulls" not in told
    told = problems(tmp_path, SUBSCRIPTION + "1,a,2026-02-01,,n/a,EUR\n")
    assert 'nulls = ["n/a"]' in told


def test_a_draft_of_a_workbook_names_its_other_sheets(tmp_path):
    with pd.ExcelWriter(tmp_path / "book.xlsx") as book:
        for sheet in ("Contracts", "Answers"):
            pd.DataFrame({"id": [1]}).to_excel(book, sheet_name=sheet, index=False)
    assert "book.xlsx, sheet Contracts, one of 2; sheet = " in draft_company_file(str(tmp_path))


def test_an_embedded_database_without_room_is_one_sentence(monkeypatch, tmp_path):
    def full(*_, **__):
        raise duckdb.IOException('IO Error: Could not write file "tables.duckdb": No space left')

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(duckdb, "connect", full)
    with pytest.raises(InputError, match=r"No space left.*another folder in TMPDIR$") as told:
        DuckDBEngine()
    assert "\n" not in str(told.value)
    assert list(tmp_path.iterdir()) == []
