"""A database's address: its password is in no message, draft, page or manifest."""

from datetime import datetime
from types import SimpleNamespace

import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError


@pytest.fixture(autouse=True)
def _database_driver():
    pytest.importorskip("sqlalchemy", reason="the extra [postgres] is not installed")
    pytest.importorskip("psycopg", reason="the extra [postgres] is not installed")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://me:hu@sh@127.0.0.1:1/crm", "write %40"),
        ("postgresql://me:hu@sh/hush:hush@127.0.0.1:1/crm", "write %40"),
        ("postgresql://me@127.0.0.1:1/crm?password=hu@sh", "write %40"),
        ("postgresql:/me:hush@127.0.0.1:1/crm", "has no ://"),
        ("postgresql:me:hush@127.0.0.1:1/crm", "has no ://"),
        ("me:hush@127.0.0.1:1/crm", "has no ://"),
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
        ("sqlite:////home/me/crm.sqlite", "crm.sqlite"),
    ],
)
def test_what_a_report_shows_of_an_address(tmp_path, address, name):
    from cs_toolkit.report.writing import _Writer, name_of

    assert name_of(address) == name
    company = SimpleNamespace(as_of=datetime(2026, 11, 1))
    period = SimpleNamespace(name="2026-10")
    writer = _Writer(company, period, address, tmp_path, tmp_path, tmp_path / "results")
    given = writer.parameters["data"]
    assert "sh@" not in given
    assert writer.scrub(f'data = "{given}"') == f'data = "{name}"'
