"""How a database that is read is named, and what is said where it cannot be."""

import sqlite3
import sys

import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError
from cs_toolkit.sources.databases import SERVERS


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "crm.db"
    with sqlite3.connect(path) as made:
        made.execute("create table customers (customer_id text, size)")
        made.executemany(
            "insert into customers values (?, ?)", [("a", 1), ("b", "2.5"), ("c", None)]
        )
    made.close()
    return path


def test_a_file_is_known_by_its_beginning(file):
    assert cs.open(file).check().rows["customers"] == 3


@pytest.mark.parametrize("form", ["sqlite:///{}", "sqlite:////{}"])
def test_an_address_may_name_a_file(file, form, monkeypatch):
    monkeypatch.chdir(file.parent)
    address = form.format("crm.db" if form.count("/") == 3 else str(file).lstrip("/"))
    assert cs.open(address).check().rows["customers"] == 3


def test_a_company_file_names_it_beside_itself(file):
    company = file.parent / "company.toml"
    company.write_text(
        'name = "Acme"\nsource = "crm.db"\ndimensions = ["size"]\n', encoding="utf-8"
    )
    rows = cs.open(company).sql("select * from customers order by customer_id")
    assert rows["size"].tolist()[:2] == ["1", "2.5"]  # of two kinds: as text


def test_nothing_is_written(file):
    before = file.read_bytes()
    company = cs.open(file)
    company.check()
    database = company.tables.source.engine._database
    for text in ("delete from customers", "attach 'x.db' as x", "pragma user_version = 2"):
        with pytest.raises(InputError, match=r"not authorized|prohibited|readonly"):
            list(database.batches(text))
    assert file.read_bytes() == before
    assert not (file.parent / "x.db").exists()


def test_a_statement_that_takes_too_long_is_given_up(file, monkeypatch):
    monkeypatch.setattr("cs_toolkit.sources.databases.sqlite.LONGEST_STATEMENT", -1)
    text = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000000) select max(i) as customer_id from n"
    with pytest.raises(InputError, match="interrupted"):
        cs.open(file, tables={"customers": {"from": text}}).check()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("none.sqlite", None, "there is no file"),
        ("text.sqlite", b"customer_id\na\n" * 100, "cannot be opened as SQLite: file is not"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path, name, content, told):
    if content:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=told):
        cs.open(tmp_path / name).check()


@pytest.mark.parametrize("server", SERVERS, ids=lambda one: one.title)
@pytest.mark.parametrize("absent", ["sqlalchemy", "driver"])
def test_without_its_driver_the_command_to_install_it_is_named(server, absent, monkeypatch):
    if absent == "sqlalchemy":
        monkeypatch.setitem(sys.modules, "sqlalchemy", None)  # importing it fails
    else:
        for module in ("pymysql", "pyodbc", "snowflake", "redshift_connector", "databricks"):
            monkeypatch.setitem(sys.modules, module, None)
    for scheme in server.schemes:
        with pytest.raises(InputError, match=f"reading {server.title} needs an extra") as told:
            cs.open(f"{scheme}://me:hush@host/crm").check()
        assert f'pip install "cs_toolkit[{server.extra}]"' in str(told.value)
        assert "hush" not in str(told.value)
