"""A database's address: its password is in no message, draft, page or manifest."""

import sys
from datetime import datetime
from types import SimpleNamespace

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.drafting.draft import draft_company_file
from cs_toolkit.errors import InputError
from tests.engines.laid_out import into_postgres


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://me:hu@sh@127.0.0.1:1/crm", "write %40"),
        ("postgresql://me:hu@sh/hush:hush@127.0.0.1:1/crm", "write %40"),
        ("postgresql://me@127.0.0.1:1/crm?password=hu@sh", "write %40"),
        ("postgresql:/me:hush@127.0.0.1:1/crm", "has no ://"),
        ("postgresql:me:hush@127.0.0.1:1/crm", "has no ://"),
        ("me:hush@127.0.0.1:1/crm", "has no ://"),
        ("oracle://me:hush@127.0.0.1:1/crm", "^oracle:// is not read: a source is postgresql://"),
        ("oracle+x://me:hush@127.0.0.1:1/crm", "mysql://user@host/name .* a DuckDB"),
        ("postgresqll://me:hush@127.0.0.1:1/crm", "^postgresqll:// is not read"),
        ("s3://me:hush@bucket/folder/", "the address of Amazon S3 holds no key"),
        ("ftp://me:hush@host/x.csv", "^ftp:// is not read: .*https://host/folder/.*s3://bucket/"),
        ("://hush", "the database address cannot be read"),
    ],
)
def test_an_address_that_cannot_be_read_is_not_shown(address, told):
    with pytest.raises(InputError, match=told) as refused:
        cs.open(address).check()
    assert "sh@" not in str(refused.value) and "hush" not in str(refused.value)


def test_a_folder_may_have_the_signs_of_an_address(tmp_path):
    folder = tmp_path / "crm:new@home"
    folder.mkdir()
    (folder / "customers.csv").write_text("customer_id\na\n", encoding="utf-8")
    assert cs.open(str(folder)).check().rows["customers"] == 1


@pytest.mark.parametrize("option", ["password", "PWD", "sslpassword"])
def test_an_address_is_written_down_without_its_password(option):
    from cs_toolkit.sources import without_password

    written = without_password(f"postgresql://me:hush@host/crm?{option}=hush&connect_timeout=3")
    assert written == "postgresql://me@host/crm?connect_timeout=3"


def test_the_settings_that_a_notebook_shows_hold_no_address():
    assert "hush" not in repr(cs.open("postgresql://me:hush@host/crm").settings)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("postgresql://me:hush@host", "postgresql"),
        ("postgresql://me:hush@host/", "postgresql"),
        ("postgresql://me:hu?sh@host/crm", "crm"),
        ("postgres://me:hush@host/crm%20of%20ours", "crm of ours"),
    ],
)
def test_what_a_report_shows_of_an_address(tmp_path, address, name):
    from cs_toolkit.report.inputs import Inputs
    from cs_toolkit.report.pipeline import _Writer, name_of

    assert name_of(address) == name
    settings = SimpleNamespace(source=address)
    company = SimpleNamespace(as_of=datetime(2026, 11, 1), settings=settings)
    period = SimpleNamespace(name="2026-10")
    writer = _Writer(
        company, period, address, Inputs(address), tmp_path, tmp_path, tmp_path / "results"
    )
    given = writer.parameters["data"]
    assert "sh@" not in given
    assert writer.scrub(f'data = "{given}"') == f'data = "{name}"'


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
@pytest.mark.parametrize("call", ["open", "draft"])
def test_without_the_extra_an_address_names_it(scheme, call, monkeypatch):
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)  # importing it fails
    address = f"{scheme}://me:hush@127.0.0.1:1/crm"
    ask = {"open": lambda: cs.open(address).check(), "draft": lambda: draft_company_file(address)}
    with pytest.raises(InputError, match="needs an extra: pip install") as refused:
        ask[call]()
    assert "hush" not in str(refused.value)


def test_an_address_that_begins_with_postgres_is_one_of_postgresql(postgres_url):
    address = postgres_url.replace("postgresql://", "postgres://")
    into_postgres(postgres_url, {"customers": pd.DataFrame({"customer_id": ["a"]})})
    assert cs.open(address).check().rows["customers"] == 1
    assert f'source = "{address}"' in draft_company_file(address)
