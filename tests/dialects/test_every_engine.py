"""What every engine must do: the same questions, the same answers, by hand.

An engine that is added is run through all of this by its name in ``tests.engines.laid_out.ENGINES``.
"""

import subprocess
import sys
from datetime import date, datetime

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.dialects import DIALECTS, DUCKDB, dialect_named
from cs_toolkit.errors import InputError
from tests.engines.laid_out import ENGINES, into_postgres, into_spark

ODD = 'a "b` c'
ROWS = pd.DataFrame(
    {"customer_id": ["a", "b"], ODD: ["x", None], "seats": [7, 8], "paid": [12.5, None], "ok": [True, False]}
)  # fmt: skip


def clock(written: str, of) -> str:
    return f"cast('{written}' as {of.timestamp})"


# what is asked, and the answer: each takes a dialect and writes an expression
QUESTIONS = {
    "a text matches": (lambda of: of.matches("'2026-10'", "^[0-9]{4}-[0-9]{2}$"), True),
    "a point is a point": (lambda of: of.matches("'2026x10'", "^[0-9]{4}[.][0-9]{2}$"), False),
    "a number": (lambda of: of.cast("'12.5'", of.number), 12.5),
    "a whole number": (lambda of: of.cast("'-7'", of.type_of("bigint")), -7),
    "a text": (lambda of: of.cast("7", of.type_of("varchar")), "7"),
    "an offset": (lambda of: of.after_fraction("'2026-01-01 10:00:00.25+02:00'"), "+02:00"),
    "no offset": (lambda of: of.after_fraction("'2026-01-01 10:00:00.25'"), ""),
    "summer in another zone": (
        lambda of: of.moved(clock("2026-07-01 01:30:00", of), "Europe/Paris", "America/New_York"),
        datetime(2026, 6, 30, 19, 30),
    ),
    "winter in another zone": (
        lambda of: of.moved(clock("2026-01-01 01:30:00", of), "UTC", "Asia/Kolkata"),
        datetime(2026, 1, 1, 7, 0),
    ),
    "an instant on a clock": (
        lambda of: of.on_clock(
            f"cast('2026-03-29 00:59:59+00:00' as {of.instant})", "Europe/Paris"
        ),
        datetime(2026, 3, 29, 1, 59, 59),
    ),
    "elapsed, no boundaries": (
        lambda of: of.seconds_between(
            clock("2026-03-01 23:59:59.75", of), clock("2026-03-03 00:00:00", of)
        ),
        86400.25,
    ),
    "elapsed backwards": (
        lambda of: of.seconds_between(
            clock("2026-03-01 00:01:00", of), clock("2026-03-01 00:00:00", of)
        ),
        -60.0,
    ),
    "a spreadsheet's day": (lambda of: of.day_of_count("45231"), date(2023, 11, 1)),
    "a spreadsheet's time": (
        lambda of: of.time_of_count("45231.75"),
        datetime(2023, 11, 1, 18, 0),
    ),
    "seconds since 1970": (
        lambda of: of.on_clock(of.instant_of_seconds("1698861630"), "UTC"),
        datetime(2023, 11, 1, 18, 0, 30),
    ),
    "thousandths since 1970": (
        lambda of: of.on_clock(of.instant_of_milliseconds("1698861630250"), "UTC"),
        datetime(2023, 11, 1, 18, 0, 30, 250_000),
    ),
    "a written day": (
        lambda of: of.parsed_date("'01.11.2023'", "%d.%m.%Y", day_only=True),
        date(2023, 11, 1),
    ),
    "a written time": (
        lambda of: of.parsed_date("'11/01/2023 06:05 PM'", "%m/%d/%Y %I:%M %p", day_only=False),
        datetime(2023, 11, 1, 18, 5),
    ),
    "a half is rounded up": (lambda of: of.quotient("7", "2"), 4),
    "beyond a double": (
        lambda of: of.cast(of.quotient("cast(9007199254740993 as bigint)", "1"), of.text),
        "9007199254740993",
    ),
    "a quote and a backslash": (lambda of: of.literal("it's a \\n"), "it's a \\n"),
    "a number as it is": (lambda of: of.literal(2.5), 2.5),
    "a day as text": (lambda of: of.literal(date(2026, 3, 1)), "2026-03-01"),
    "a moment as text": (lambda of: of.literal(datetime(2026, 3, 1, 9, 30)), "2026-03-01 09:30:00"),
    "nothing": (lambda of: of.literal(None), None),
}  # fmt: skip


@pytest.fixture(scope="module", params=ENGINES)
def source(request):
    """The rows with each engine, as a company names its source."""
    if request.param == "duckdb":
        return {"customers": ROWS}
    if request.param == "postgres":
        return into_postgres(request.getfixturevalue("postgres_url"), {"customers": ROWS})
    return into_spark(request.getfixturevalue("spark"), {"customers": ROWS})


@pytest.fixture(scope="module")
def company(source):
    return cs.open(source, as_of="2026-04-01")


@pytest.fixture(scope="module")
def answers(company):
    """All answers, from one statement."""
    engine = company.tables.source.engine
    written = [f"{ask(engine.dialect)} as q{at}" for at, (ask, _) in enumerate(QUESTIONS.values())]
    row = engine.query(f"select {', '.join(written)}").iloc[0]
    return dict(zip(QUESTIONS, row, strict=True))


@pytest.mark.parametrize("question", QUESTIONS)
def test_one_answer_on_every_engine(answers, question):
    found, expected = answers[question], QUESTIONS[question][1]
    if expected is None:
        assert pd.isna(found)
    elif isinstance(expected, date):  # a day may come as midnight
        assert pd.Timestamp(found) == pd.Timestamp(expected)
    elif isinstance(expected, str | bool):
        assert found == expected
    else:
        assert float(found) == expected


def test_what_cannot_be_cast_is_null_or_refused(company):
    engine = company.tables.source.engine
    select = f"select {engine.dialect.cast(chr(39) + 'soon' + chr(39), engine.dialect.number)} as x"
    if engine.dialect.tries:
        assert engine.query(select)["x"].isna().all()
        return
    with pytest.raises(InputError, match=f"the {engine.dialect.name} source answered: .*soon"):
        engine.query(select)


def test_names_kinds_and_nulls(company):
    engine = company.tables.source.engine
    assert "customers" in company.tables.source.names
    found = company.runner.query("select * from customers order by customer_id")
    assert found["customer_id"].tolist() == ["a", "b"]
    own = company.tables.all["customers"].parts[0].rows
    kinds = engine.kinds(f"select {engine.dialect.named(ODD)}, seats, paid, ok from ({own}) as r")
    assert kinds == {ODD: "text", "seats": "integer", "paid": "decimal", "ok": "boolean"}
    assert company.tables.all["customers"].further[0] == ODD
    assert pd.isna(found[ODD].iloc[1]) and found[ODD].iloc[0] == "x"


@pytest.mark.parametrize("text", ["select nothing from nowhere", "select 1 +"])
def test_a_mistake_is_one_sentence(company, text):
    engine = company.tables.source.engine
    with pytest.raises(InputError, match=f"^the {engine.dialect.name} source answered: ") as told:
        engine.query(text)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("name", DIALECTS)
def test_every_dialect_says_what_it_is(name):
    one = dialect_named(name)
    assert one.name == name and one.title and one.form
    assert one.embedded or (one.extra and (one.schemes or one.word))
    assert one.embedded == (one is DUCKDB)  # our SQL runs as it stands on DuckDB alone


@pytest.mark.parametrize("name", [name for name, one in DIALECTS.items() if one.extra])
def test_without_its_driver_the_command_to_install_it_is_named(name, monkeypatch):
    for module in ("sqlalchemy", "psycopg", "pyspark", "pyspark.sql", "pyspark.errors"):
        monkeypatch.setitem(sys.modules, module, None)  # importing it fails
    one = dialect_named(name)
    address = f"{one.schemes[0]}://me:hush@host/crm" if one.schemes else one.word
    with pytest.raises(InputError, match=f"{one.title} needs an extra: pip install") as told:
        cs.open(address).check()
    assert f'"cs_toolkit[{one.extra}]"' in str(told.value) and "hush" not in str(told.value)


def test_an_unknown_dialect_is_refused_by_name():
    with pytest.raises(InputError, match='"postgress": did you mean "postgres"'):
        dialect_named("postgress")


def test_a_slow_statement_writes_no_bar_into_an_answer():
    code = """
from cs_toolkit.dialects import DuckDBEngine
print(DuckDBEngine().connection.execute("select current_setting('enable_progress_bar')").fetchone()[0])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
