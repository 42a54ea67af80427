"""The corpus of bad and odd inputs: no wrong number without a word, no traceback, no hang."""

from datetime import timedelta
from itertools import count

import pytest

import cs_toolkit as cs
from cs_toolkit.company import Company
from cs_toolkit.errors import InputError
from cs_toolkit.schema import TABLES
from tests.corpus import grammar
from tests.corpus.runner import wrong_about
from tests.engines.laid_out import into_postgres

PARTS = {
    "columns": grammar.cases_of_columns, "keys": grammar.cases_of_keys,
    "types": grammar.cases_of_types, "logic": grammar.cases_of_logic,
    "far dates": grammar.cases_of_far_dates, "company files": grammar.cases_of_company_files,
    "seldom meant": grammar.cases_seldom_meant,
}  # fmt: skip


def test_there_are_enough_of_them():
    cases = grammar.every_case()
    assert len(cases) >= 600
    assert len({case.name for case in cases}) == len(cases)
    assert {case.table for case in cases} >= set(grammar.TABLES)


@pytest.mark.parametrize("part", PARTS)
def test_each_becomes_what_it_should(part):
    wrong = [said for case in PARTS[part]() if (said := wrong_about(case))]
    assert wrong == []


@pytest.fixture(scope="module")
def calendar() -> Company:
    """A company whose clock stands at the first of June 2026."""
    return cs.open(
        grammar.frames(TABLES["orders"], grammar.right_row(TABLES["orders"])), as_of="2026-06-01"
    )


@pytest.mark.parametrize("text", grammar.PERIODS)
def test_each_period_is_what_it_is_called(calendar, text):
    expected = grammar.PERIODS[text]
    if expected is None:
        with pytest.raises(InputError):
            calendar.periods(text)
        return
    (period,) = calendar.periods(text)
    last = period.ends_at - timedelta(days=1)
    assert (f"{period.starts_at:%Y-%m-%d}", f"{last:%Y-%m-%d}") == expected


def _a_tenth() -> list[grammar.Case]:
    """One case in ten; a column of a database has one type, so what a DataFrame mixes is left out."""
    return [*grammar.cases_of_columns(), *grammar.cases_of_keys(), *grammar.cases_of_logic()][::10]


@pytest.mark.postgres
def test_a_tenth_becomes_the_same_on_postgres(postgres_url):
    lay = _laid(postgres_url)
    wrong = [said for case in _a_tenth() if (said := wrong_about(case, lay))]
    assert wrong == []


def _laid(url: str):
    from sqlalchemy import create_engine, text

    server = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    others = "from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"

    def lay(tables):
        with server.begin() as database:  # what earlier cases opened is closed, and their tables go
            database.execute(text(f"select pg_terminate_backend(pid) {others}"))
            database.execute(text("drop schema public cascade"))
            database.execute(text("create schema public"))
        return into_postgres(url, tables)

    return lay


@pytest.mark.mysql
def test_a_tenth_becomes_the_same_on_mysql(mariadb_server):
    from sqlalchemy import NullPool, create_engine, text

    server = create_engine(
        f"mysql+pymysql://kit:not-to-be-shown@127.0.0.1:{mariadb_server}", poolclass=NullPool
    )
    named = (f"corpus_{nth}" for nth in count())

    def lay(tables):
        name = next(named)  # what reads a table keeps it from being dropped
        with server.begin() as connection:
            connection.execute(text(f"create database {name}"))
            for table, frame in tables.items():
                frame.to_sql(table, connection, schema=name, index=False)
        return f"mysql://kit@127.0.0.1:{mariadb_server}/{name}"

    wrong = [said for case in _a_tenth() if (said := wrong_about(case, lay))]
    assert wrong == []
