"""A database that is read and does not compute: the numbers of its rows, and nothing else of it."""

import sqlite3
from decimal import Decimal

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.drafting.draft import draft_company_file
from cs_toolkit.errors import InputError
from cs_toolkit.sources.databases.reading_engine import ReadingEngine

SETTINGS = {"as_of": "2026-04-01", "time_zone": "Europe/Paris", "dimensions": ["plan", "land"]}
CONTRACTS = [
    # nr, kunde, von, bis, preis, tarif, land, privat
    (1, "a", "2026-01-01", None, "33.330001", "pro", "Größe 🚀", "secret"),
    (2, "b", "2026-02-01", "2026-03-01", "20.000000", "frei", "北京", "secret"),
    (3, "test", "2026-02-01", None, "99.000000", "pro", None, "secret"),
    (4, "c", "2026-03-31", None, "0.100000", "", "fr", "secret"),
]
TICKETS = [("t1", "a", "2026-03-31 23:30:00", 1), ("t2", "a", "2026-03-31 21:30:00", 0)]
MAPPED = {
    "subscriptions": {
        "from": "vertraege",
        "where": "kunde <> 'test'",
        "columns": {
            "subscription_id": "nr", "customer_id": "upper(kunde)", "starts_on": "von",
            "ends_on": "bis", "mrr": "preis * 2", "plan": "tarif",
        },
    },
    "tickets": {
        "from": "SELECT nr, kunde, auf FROM faelle WHERE nr LIKE 't%' AND offen IN (0, 1)",
        "columns": {"ticket_id": "nr", "customer_id": "kunde", "opened_at": "auf"},
    },
}  # fmt: skip


def _sqlite(folder) -> str:
    path = folder / "crm.sqlite"
    with sqlite3.connect(path) as made:
        made.execute(
            "create table vertraege (nr integer primary key, kunde text, von text, bis text, "
            "preis decimal(12, 6), tarif text, land text, privat text)"
        )
        made.executemany("insert into vertraege values (?, ?, ?, ?, ?, ?, ?, ?)", CONTRACTS)
        made.execute("create table faelle (nr text, kunde text, auf text, offen integer)")
        made.executemany("insert into faelle values (?, ?, ?, ?)", TICKETS)
    made.close()
    return str(path)


def _mysql(port: int, name: str) -> str:
    import pymysql

    made = pymysql.connect(
        host="127.0.0.1", port=port, user="kit", password="not-to-be-shown", autocommit=True
    )
    with made, made.cursor() as cursor:
        cursor.execute(f"create database {name}")
        cursor.execute(f"use {name}")
        cursor.execute(
            "create table vertraege (nr bigint primary key, kunde varchar(20), von date, bis date, "
            "preis decimal(12, 6), tarif varchar(20), land varchar(20), privat text)"
        )
        cursor.executemany(
            "insert into vertraege values (%s, %s, %s, %s, %s, %s, %s, %s)", CONTRACTS
        )
        cursor.execute(
            "create table faelle (nr varchar(9), kunde varchar(9), auf datetime, offen tinyint(1))"
        )
        cursor.executemany("insert into faelle values (%s, %s, %s, %s)", TICKETS)
        cursor.execute(
            "create table arten (art_id int, an timestamp, uhr datetime(6), ja tinyint(1), lang longtext, "
            "gross bigint unsigned, leer date, wahl enum('x', 'y'), bits bit(1), j json, sekunden time, "
            "gleit double, schlecht date)"
        )
        cursor.execute("set session sql_mode = '', time_zone = '+00:00'")
        cursor.execute(
            "insert into arten values (1, '2026-03-31 22:30:00', '2026-03-31 22:30:00.123456', 1, "
            "'naïve 💶 \\'q\\'', 7, null, 'y', b'1', '{\"a\": 1}', '11:30:00', 0.5, '2026-01-01'), "
            "(2, null, null, 0, null, null, null, null, null, null, null, null, '0000-00-00')"
        )
    return f"mysql://kit@127.0.0.1:{port}/{name}"


@pytest.fixture(scope="module", params=["sqlite", pytest.param("mysql", marks=pytest.mark.mysql)])
def source(request, tmp_path_factory):
    if request.param == "sqlite":
        return _sqlite(tmp_path_factory.mktemp("crm"))
    return _mysql(request.getfixturevalue("mariadb_server"), "crm")


@pytest.fixture(scope="module")
def company(source):
    return cs.open(source, tables=MAPPED, **SETTINGS)


def test_the_numbers_of_its_rows(company):
    found = company.measures("2026-03", family="revenue", by="plan").set_index("segment")
    assert found["starting_mrr"].round(6).to_dict() == {"": 106.660002, "(none)": 0, "frei": 40, "pro": 66.660002}  # fmt: skip
    assert found["churned_mrr"].to_dict() == {"": 40, "(none)": 0, "frei": 40, "pro": 0}
    assert found.loc["(none)", "new_mrr"] == 0.2


def test_decimals_texts_and_days_are_exact(company):
    rows = company.sql("select * from subscriptions order by subscription_id")
    assert [Decimal(str(one)) for one in rows["mrr"]] == [
        Decimal(one) for one in ("66.660002", "40", "0.2")
    ]
    assert rows["customer_id"].tolist() == ["A", "B", "C"]
    assert rows["land"].tolist() == ["Größe 🚀", "北京", "fr"]
    assert pd.Timestamp(rows["starts_on"].iloc[2]) == pd.Timestamp("2026-03-31")
    assert rows["ends_on"].isna().tolist() == [True, False, True]


def test_a_wall_clock_is_that_of_the_reporting_zone(company):
    # both tickets are of March in Paris, whatever the server's zone
    days = company.sql("select ticket_id, opened_at from tickets order by ticket_id")
    assert [str(one) for one in days["opened_at"]] == ["2026-03-31 23:30:00", "2026-03-31 21:30:00"]


def test_only_what_is_asked_is_read(source, monkeypatch):
    run, fetch = [], ReadingEngine._fetch_for

    def watched(engine, sql):
        run.extend(one[0] for name, one in engine._waiting.items() if name in sql)
        fetch(engine, sql)

    monkeypatch.setattr(ReadingEngine, "_fetch_for", watched)
    company = cs.open(source, tables=MAPPED, **SETTINGS)
    company.sql("select count(*) from subscriptions")
    assert len(run) == 1 and "vertraege" in run[0] and "kunde <> 'test'" in run[0]
    assert "land" in run[0] and "privat" not in run[0]  # a dimension is, another column is not
    assert "privat" not in company.tables.all["subscriptions"].further


def test_a_split_by_a_column_that_was_not_read_says_what_to_write(company):
    with pytest.raises(InputError, match=r'"privat" .* is not read: .*dimensions = \["privat"\]'):
        company.measures("2026-03", family="revenue", by="privat")


def test_one_row_of_several(source):
    columns = MAPPED["subscriptions"]["columns"] | {"subscription_id": "min_nr"}
    text = "select min(nr) as min_nr, kunde, von, bis, preis, tarif from vertraege group by kunde, von, bis, preis, tarif"
    mapped = {"from": text, "columns": columns, "one_row_per": "case when tarif = 'pro' then 1 else min_nr end"}  # fmt: skip
    company = cs.open(source, tables={"subscriptions": mapped}, **SETTINGS)
    assert company.tables.rows["subscriptions"] == 3


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"from": "vertrage"}, 'there is no table "vertrage" in .*did you mean "vertraege"'),
        ({"from": "select * from vertraege; drop table vertraege"}, "more than one statement"),
        ({"from": "delete from vertraege"}, "there is no table"),
        ({"from": "select * from nothing"}, "a SELECT cannot be read: "),
        ({"from": "with a as (delete from vertraege returning *) select * from a"}, "is not|holds"),
        ({"where": "kunde = 'a' union select 1"}, "is not read|more than one expression"),
        ({"where": "kunden = 'a'"}, r'where = "kunden = .*the columns of vertraege are: nr, kunde'),
        ({"columns": {"mrr": "preiss * 2"}}, r'\[tables.subscriptions\] mrr = "preiss \* 2": .*preiss'),
        ({"columns": {"mrr": "load_extension('x')"}}, "load_extension"),
        ({"months_across": True}, "months_across is for files"),
    ],
)  # fmt: skip
def test_a_mistake_is_one_sentence(source, change, told):
    given = MAPPED["subscriptions"]
    columns = given["columns"] | change.get("columns", {})
    mapped = {"subscriptions": given | change | {"columns": columns}}
    with pytest.raises(InputError, match=told) as refused:
        cs.open(source, tables=mapped, **SETTINGS).check()
    assert "\n" not in str(refused.value) and "not-to-be-shown" not in str(refused.value)


def test_a_draft_names_the_tables(source):
    drafted = draft_company_file(source)
    assert "vertraege" in drafted and "not-to-be-shown" not in drafted


@pytest.mark.mysql
def test_types_of_mysql(mariadb_server):
    url = _mysql(mariadb_server, "kinds")
    columns = {
        "ticket_id": "art_id", "opened_at": "an", "closed_at": "uhr", "customer_id": "wahl",
        "lang": "lang", "ja": "ja", "gross": "gross", "bits": "bits", "j": "j", "gleit": "gleit",
    }  # fmt: skip
    company = cs.open(
        url,
        tables={"tickets": {"from": "arten", "where": "art_id = 1", "columns": columns}},
        as_of="2026-05-01", time_zone="Europe/Paris",
    )  # fmt: skip
    (row,) = company.table("tickets").to_dict("records")
    # a TIMESTAMP is an instant, here 22:30 UTC; a DATETIME is a wall clock of the reporting zone
    assert str(row["opened_at"]) == "2026-04-01 00:30:00"
    assert str(row["closed_at"]) == "2026-03-31 22:30:00.123456"
    assert (row["lang"], row["ja"], row["gross"]) == ("naïve 💶 'q'", "1", "7")
    assert (row["customer_id"], row["gleit"], row["j"]) == ("y", "0.5", '{"a": 1}')


@pytest.mark.mysql
def test_a_day_that_is_none_is_refused_with_its_column(mariadb_server):
    url = _mysql(mariadb_server, "zero_days")
    columns = {"ticket_id": "art_id", "opened_at": "schlecht"}
    company = cs.open(url, tables={"tickets": {"from": "arten", "columns": columns}}, **SETTINGS)
    for _ in range(2):  # asked again, it says so again
        with pytest.raises(InputError, match=r'column opened_at: "0000-00-00" is no date in 1 of'):
            company.check()


@pytest.mark.mysql
@pytest.mark.parametrize(
    "text",
    [
        "select * from vertraege /*! into outfile '/tmp/x' */",
        "select load_file('/etc/passwd') as nr",
        "select sleep(3) as nr",
        "select * from vertraege for update",
        "select @a := 1 as nr",
    ],
)
def test_what_mysql_alone_would_run_is_refused(mariadb_server, source, text):
    if "sqlite" in source:
        return
    with pytest.raises(InputError, match=r"leave it out|not accepted|is not read"):
        cs.open(source, tables={"subscriptions": {"from": text}}, **SETTINGS).check()


@pytest.mark.mysql
def test_the_session_of_mysql_only_reads(mariadb_server):
    from cs_toolkit.sources.databases.servers import MySQL

    database = MySQL(_mysql(mariadb_server, "only_reads"))
    with pytest.raises(InputError, match="READ ONLY transaction"):
        list(database.batches("insert into faelle values ('x', 'y', null, 1)"))
    limit = list(database.batches("select @@max_statement_time as x, @@time_zone as z"))
    assert float(limit[0][0][0]) == 1800 and limit[0][0][1] == "+00:00"


@pytest.mark.mysql
def test_a_wrong_password_is_not_shown(mariadb_server):
    with pytest.raises(
        InputError, match=r"the database cannot be reached: .*Access denied"
    ) as told:
        cs.open(f"mariadb://kit:hu%20sh@127.0.0.1:{mariadb_server}/crm").check()
    assert "hu sh" not in str(told.value) and "hu%20sh" not in str(told.value)
