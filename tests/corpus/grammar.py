"""The grammar: a right row of every table, and for each kind of column what may be written wrong.

Each case changes one thing, so that what becomes of it is known beforehand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pandas as pd

from cs_toolkit.schema import TABLES
from cs_toolkit.schema.table import Column, Table
from cs_toolkit.tables.canonical import may_lie_ahead

REFUSED, RIGHT, SET_ASIDE, WARNED = "refused", "right", "set aside", "warned"
EVERY = (
    4  # one in so many readable and unreadable values of a column is tried, another one each time
)


@dataclass(frozen=True)
class Case:
    """Tables with one odd thing: the class it belongs to, and the value that is read where it is right."""

    name: str
    tables: Mapping[str, pd.DataFrame]
    expected: str
    table: str
    column: str = ""
    reads: object = None
    settings: Mapping = field(default_factory=dict)
    word: str = ""


DAY, MOMENT = "2026-01-05", "2026-01-05T09:30:00"
RIGHT_VALUES = {
    "id": "a", "text": "x", "period": "2026-01", "money": "10", "number": "1", "whole": "1",
    "flag": "true", "day": DAY, "moment": MOMENT,
}  # fmt: skip
# what a rule between columns asks of one of them
OF_COLUMN = {
    "to_customer_id": "b", "survey": "nps", "currency": "EUR", "sender_kind": "company",
    "merged_into": "", "author_kind": "agent", "status": "active", "last_day": "2026-01-06",
    "response_histogram": "",
}  # fmt: skip
BAD = {
    "money": ("twelve", "1e400", "€100", "15%", "1,000", "1 000", "\u0661\u0662", "TRUE", "--5", "1e15", "inf", "0x1F"),
    "number": ("twelve", "1e400", "$5", "15%", "1,5", "TRUE", "5-", "infinity", "NaN%", "1_000"),
    "whole": ("2.5", "1e400", "many", "9223372036854775808", "1,000", "true"),
    "flag": ("maybe", "2", "ja", "-1"),
    "day": ("31.02.2026", "2026-02-30", "soon", "2026-01-01T24:00:00", "2026-01-01T10:00:60",
            "infinity", "2026-01-01T10:00:00+99:00", "2026-13-01", "45231", "0000-01-01", "31.02.", "01/02/2026"),
    "moment": ("2026-02-30T10:00:00", "soon", "2026-01-01T24:00:00", "2026-01-01T10:00:60", "now",
               "2026-01-01T10:00:00+99:00", "-infinity", "1767600000", "2026-01-01T10", "05.01.2026 09:30"),
    "period": ("soon", "2026-13", "31.02.", "Q5 2026", "26-01"),
}  # fmt: skip
AT = pd.Timestamp(MOMENT)
GOOD = {
    "money": ((" 12.50 ", 12.5), ("1e2", 100), ("+7", 7), ("\u00a07\u3000", 7), (".5", 0.5), ("007", 7), ("8.", 8)),
    "number": ((" 2 ", 2), ("1E0", 1), ("\u00a03", 3), ("2.", 2), ("+4", 4)),
    "whole": (("2.0", 2), (" 3", 3), ("1e0", 1), ("\u20034", 4)),
    "flag": (("YES", True), (" f ", False), ("0.0", False), ("T\u00a0", True)),
    "day": ((f" {DAY} ", pd.Timestamp(DAY)), (f"{DAY}\u00a0", pd.Timestamp(DAY)), (MOMENT, AT)),
    "moment": ((f"\ufeff{MOMENT}", AT), ("2026-01-05 09:30", AT), (f"{MOMENT}Z", AT), ("2026-01-05T11:30+02:00", AT),
               ("2026-01-05T09:30:00.0000009", AT), ("2026-01-05 01:30:00 -0800", AT)),
    "period": (("202601", "2026-01"), ("Jan 2026", "2026-01"), ("2026-01-31", "2026-01"), (" 2026-Q1\u00a0", "2026-Q1")),
    "id": (("a\u00a0", "a"), ("\u3000a ", "a"), ("00012", "00012"), ("1e5", "1e5"), ("NULL", "NULL"), ("a'; --", "a'; --")),
    "text": (("x\u00a0", "x"), ("\ufeffx", "x"), ("NA", "NA"), ("#x", "#x")),
}  # fmt: skip


def right_value(column: Column) -> str:
    """A value that a column may hold, in a row whose other columns hold such values, too."""
    return OF_COLUMN.get(column.name) or (
        column.allowed[0] if column.allowed else RIGHT_VALUES[column.kind]
    )


def right_row(table: Table, *more: str) -> dict[str, str]:
    """A row that breaks no rule: what the table needs, and further columns."""
    needed = [*table.required, *(table.either[0] if table.either else ()), *table.key, *more]
    if "amount" in more and "interval" in table.columns:
        needed.append("interval")
    return {name: right_value(table.columns[name]) for name in dict.fromkeys(needed)}


def frames(table: Table, *rows: Mapping[str, object]) -> dict[str, pd.DataFrame]:
    """The table alone, as text."""
    return {table.name: pd.DataFrame(list(rows), dtype=object)}


def cases_of_columns() -> Iterator[Case]:
    """Every column of every table with values of its kind that cannot be read, and odd ones that can."""
    turn = 0
    for table in TABLES.values():
        for column in table.columns.values():
            kind = "allowed" if column.allowed else column.kind
            row = right_row(table, column.name)
            odd = [(text, REFUSED, None) for text in BAD.get(kind, ())]
            odd += [(text, RIGHT, read) for text, read in GOOD.get(kind, ())]
            if column.allowed:
                first = right_value(column)
                odd = [("none of them", REFUSED, None), (f"{first}\u00a0", RIGHT, first)]
            chosen = odd if column.allowed else odd[turn % EVERY :: EVERY]
            turn += 1
            for text, expected, read in chosen:
                if column.name in (
                    "survey",
                    "currency",
                    "day",
                    "response_histogram",
                    "status",
                    "to_customer_id",
                ):
                    continue  # what they may hold depends on other tables
                yield Case(
                    f"{table.name}.{column.name} = {text!r}", frames(table, row | {column.name: text}),
                    expected, table.name, column.name, read,
                )  # fmt: skip


def cases_of_keys() -> Iterator[Case]:
    """Required columns that are empty or not there, and keys that are there twice."""
    for table in TABLES.values():
        row = right_row(table)
        for name in table.required:
            if may_lie_ahead(table, table.columns[name]):
                continue  # a session that goes on has no end yet
            for empty in ("", "\u00a0", None):
                yield Case(
                    f"{table.name}.{name} is empty: {empty!r}", frames(table, row | {name: empty}),
                    REFUSED, table.name, name,
                )  # fmt: skip
            less = {other: value for other, value in row.items() if other != name}
            if less:
                yield Case(
                    f"{table.name} without {name}", frames(table, less), REFUSED, table.name, name
                )
        if table.key:
            again = {n: f"{v}\u00a0" for n, v in row.items()}
            yield Case(f"{table.name}: a key twice", frames(table, row, row), REFUSED, table.name, table.key[0])  # fmt: skip
            yield Case(f"{table.name}: a key twice, with blanks", frames(table, row, again), REFUSED, table.name, table.key[0])  # fmt: skip


def cases_of_types() -> Iterator[Case]:
    """Columns of a DataFrame that are no text: numbers, flags, times and things that are neither."""
    table = TABLES["subscriptions"]
    row = right_row(table, "ends_on", "seats")
    values = {
        "mrr": [(True, REFUSED, None), (float("inf"), REFUSED, None), (1e15, REFUSED, None), (1 + 2j, REFUSED, None),
                (10**15, REFUSED, None), (10**30, REFUSED, None), (-(2**63), REFUSED, None), (12, RIGHT, 12),
                (12.5, RIGHT, 12.5), (b"12", REFUSED, None), ([12], REFUSED, None), ({"a": 1}, REFUSED, None),
                (pd.Timestamp(DAY), REFUSED, None), (pd.Timedelta(days=1), REFUSED, None)],
        "starts_on": [(pd.Timestamp(DAY), RIGHT, pd.Timestamp(DAY)), (20260105, REFUSED, None), (45231.5, REFUSED, None),
                      (True, REFUSED, None), (pd.Timestamp(DAY).date(), RIGHT, pd.Timestamp(DAY)),
                      (pd.Timestamp(MOMENT, tz="UTC"), RIGHT, AT), (pd.Timestamp("2026-01-05T10:30", tz="Europe/Paris"), RIGHT, AT),
                      (pd.Period("2026-01", "M"), REFUSED, None)],
        "seats": [(float("inf"), REFUSED, None), (True, REFUSED, None), (float("nan"), RIGHT, None), (2, RIGHT, 2)],
        "subscription_id": [(7, RIGHT, "7"), (7.0, RIGHT, "7"), (None, REFUSED, None), (float("nan"), REFUSED, None)],
    }  # fmt: skip
    for name, several in values.items():
        for value, expected, read in several:
            given = {n: [v] for n, v in row.items() if n != "ends_on"} | {name: [value]}
            yield Case(f"{name} is {value!r}", {table.name: pd.DataFrame(given)}, expected, table.name, name, read)  # fmt: skip


def cases_of_logic() -> Iterator[Case]:
    """Rows whose columns do not go together: quantities below 0, times out of order."""
    for table in TABLES.values():
        for rule in table.rules:
            words = rule.breaks.split()
            if rule.breaks.endswith("is negative"):
                row = right_row(table, words[0]) | {words[0]: "-1"}
                yield Case(f"{table.name}: {rule.breaks}", frames(table, row), REFUSED, table.name, words[0])  # fmt: skip
            if " is before " in rule.breaks and words[0] in table.columns:
                later, earlier = words[0], words[-1]
                before = (
                    "2026-01-04T09:00:00" if table.columns[later].kind == "moment" else "2026-01-04"
                )
                row = right_row(table, later, earlier) | {later: before}
                if table.columns[later].kind in ("day", "moment"):
                    yield Case(f"{table.name}: {rule.breaks}", frames(table, row), REFUSED, table.name, later)  # fmt: skip
    survey = TABLES["survey_responses"]
    row = right_row(survey, "responded_at", "score")
    for score, expected in (
        ("11", SET_ASIDE),
        ("-1", SET_ASIDE),
        ("10", RIGHT),
        ("0", RIGHT),
        ("6.5", WARNED),
    ):
        yield Case(f"a score of {score}", frames(survey, row | {"score": score}), expected, survey.name, "score", float(score))  # fmt: skip
    yield Case(
        "an unknown survey",
        frames(survey, row | {"survey": "mood"}),
        SET_ASIDE,
        survey.name,
        "survey",
    )
    for code in ("USD", "eur", "€", "EURO"):
        for name in ("subscriptions", "orders", "spend"):
            table = TABLES[name]
            odd = right_row(table, "currency") | {"currency": code}
            yield Case(f"{name} in {code}", frames(table, odd), REFUSED, name, "currency")
    for status in ("cancelled", "expired", "unpaid"):
        table = TABLES["subscriptions"]
        yield Case(f"{status} without an end", frames(table, right_row(table, "status") | {"status": status}), REFUSED, table.name, "ends_on")  # fmt: skip


# what breaks no rule and is seldom meant: table, the columns of each row beside a right one
SELDOM_MEANT = {
    "an id in scientific notation": ("subscriptions", {"customer_id": "1.23457E+11"}),
    "a word for nobody": ("orders", {"customer_id": "undefined"}),
    "a day of zero": ("orders", {"ordered_at": "1970-01-01T00:00:00"}),
    "an e-mail in capitals": ("subscriptions", {"customer_id": "A@X.ORG"}, {"customer_id": "a@x.org"}),
    "an id with zeros in front": ("subscriptions", {"customer_id": "007"}, {"customer_id": "7"}),
    "an id with a point and 0": ("subscriptions", {"customer_id": "7.0"}, {"customer_id": "7"}),
    "a discount as a fraction": ("subscriptions", {"discount": "0.15", "discount_kind": "percent"}),
    "downtime of no schedule": ("service_levels", {"downtime_seconds": "60", "scheduled_seconds": ""}),
    "a scale that is not used": ("survey_responses", *({"score": str(n % 4)} for n in range(30))),
}  # fmt: skip


def cases_seldom_meant() -> Iterator[Case]:
    """Values that can be read and mean something else to who wrote them: the numbers come with a warning."""
    for name, (where, *changes) in SELDOM_MEANT.items():
        table = TABLES[where]
        plain = right_row(table, *(column for one in changes for column in one))
        keyed = [n for n in table.key if table.columns[n].kind == "id"]
        rows = [
            plain | dict.fromkeys(keyed, f"k{nth}") | change for nth, change in enumerate(changes)
        ]
        yield Case(name, frames(table, *rows), WARNED, where)


FAR_AHEAD = "2206-05-03"  # of 2026, with a slip of the hand


def cases_of_far_dates() -> Iterator[Case]:
    """Times of a distant year beside a right row: not read, or taken for empty, and warned of."""
    # rates alone span no data
    for table in (one for one in TABLES.values() if one.name != "fx_rates"):
        for column in table.columns.values():
            if column.name != table.since and not may_lie_ahead(table, column):
                continue
            row = right_row(table, column.name)
            other = {n: "b" for n in table.key if table.columns[n].kind == "id"}
            far = row | other | {column.name: FAR_AHEAD}
            yield Case(
                f"{table.name}.{column.name} in a distant year", frames(table, row, far),
                WARNED, table.name, column.name,
            )  # fmt: skip


# what a company file may not say of a column, and what it may: the expression, and its value of "10"
SAYS_OF_AMOUNT = {
    "unnest([1, 2])": None, "amount + unlist([1])": None, "sum(amount)": None, "random()": None,
    "columns(*)": None, "read_text('/etc/passwd')": None, "getenv('HOME')": None,
    "amount); drop table x; --": None, "amount, amount": None, "amount from orders": None,
    "amout": None, "(select 1; select 2)": None, "nextval('s')": None, "amount ->": None,
    "cast(amount as double) / 4": 2.5, "(select max(x) from unnest([3, 4]) as t(x))": 4,
    "case when amount = '10' then 7 end": 7, "'12.5'": 12.5, "coalesce(amount, '1') /* why */": 10,
}  # fmt: skip


def cases_of_company_files() -> Iterator[Case]:
    """Expressions of a company file that give one value of a row, and those that do not."""
    table = TABLES["orders"]
    for said, reads in SAYS_OF_AMOUNT.items():
        settings = {"tables": {"orders": {"columns": {"amount": said}}}}
        yield Case(
            f"amount = {said}", frames(table, right_row(table)), REFUSED if reads is None else RIGHT,
            table.name, "amount", reads, settings,
        )  # fmt: skip


# what a period is called: its first and last day, or None where it is none
PERIODS = {
    "2026-02": ("2026-02-01", "2026-02-28"), "2024-02": ("2024-02-01", "2024-02-29"),
    "2026-Q2": ("2026-04-01", "2026-06-30"), "2026-H2": ("2026-07-01", "2026-12-31"),
    "2026": ("2026-01-01", "2026-12-31"), "2026-W53": ("2026-12-28", "2027-01-03"),
    "2025-W01": ("2024-12-30", "2025-01-05"), "2026-02-28": ("2026-02-28", "2026-02-28"),
    "2026-02-27..2026-03-01": ("2026-02-27", "2026-03-01"), "last": ("2026-05-01", "2026-05-31"),
    "last 30 days": ("2026-05-02", "2026-05-31"), "last quarter": ("2026-01-01", "2026-03-31"),
    "2026-13": None, "2026-00": None, "2026-Q0": None, "2026-Q5": None, "2026-H3": None,
    "2025-W53": None, "2026-W00": None, "2026-02-29": None, "2026-02-30": None, "": None,
    "2026-03..2026-02": None, "2026-03-02..2026-03-01": None, "last 0 days": None, "soon": None,
    "2026-01..": None, "..2026-01": None, "2026-01..2026-Q2": None, "26-01": None,
}  # fmt: skip


def every_case() -> list[Case]:
    """All cases that are tables of rows."""
    return [
        *cases_of_columns(), *cases_of_keys(), *cases_of_types(), *cases_of_logic(),
        *cases_of_far_dates(), *cases_of_company_files(), *cases_seldom_meant(),
    ]  # fmt: skip
