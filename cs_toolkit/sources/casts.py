"""Bringing a source's column to a declared kind, in the source's own dialect.

Each function takes an expression and gives an expression. What cannot be converted becomes null
where the engine can do that (DuckDB, Spark); ``unreadable`` finds those rows beforehand.
"""

import re
from collections.abc import Collection, Iterable

from ..dialects import BLANKS, Dialect, quoted
from .written_periods import period_name

# An engine reads further texts in ways of its own, or stops at them: what may be cast is written out
# here, down to the days that a month has, so that one text has one meaning on every engine.
NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$"
# a first year is left out, from which a zone would lead out of the calendar
_YEAR = "(000[2-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})"
_LEAP_YEAR = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][48]|[2468]0|[13579][26])00)"
_DAY = (
    f"({_YEAR}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    f"|02-(0[1-9]|1[0-9]|2[0-8]))|{_LEAP_YEAR}-02-29)"
)
_HOUR = r"[T ]([01][0-9]|2[0-3]):[0-5][0-9]"
_SECOND = r":[0-5][0-9]"
_FRACTION = "([.][0-9]+)?"
# offsets in use go from -12:00 to +14:00
_OFFSET = " ?(Z|UTC|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)"
DATE = f"^{_DAY}$"
TIME = f"^{_DAY}{_HOUR}({_SECOND}{_FRACTION})?$"
WITH_OFFSET = f"^{_DAY}{_HOUR}{_SECOND}([.][0-9]{{1,6}})?{_OFFSET}$"
# two forms that engines read differently, brought to the one above: no seconds, and parts of a millionth
NO_SECONDS = f"^{_DAY}{_HOUR}{_OFFSET}$"
TOO_FINE = f"^{_DAY}{_HOUR}{_SECOND}[.][0-9]{{7,}}{_OFFSET}$"
TO_THE_MICROSECOND = 26  # the length of 2026-10-31T09:30:00.123456
LARGEST = "1e300"
# below this a number is one of the 15 digits before the point that an amount has, or a whole number
MOST = {"decimal(21, 6)": "1e15", "bigint": "9e18"}
FIRST_DAY, LAST_DAY = "0002-01-01", "9999-12-31"
# words that are no name of a column without quotes, on one engine or another
RESERVED = frozenset(
    [
        "all",
        "analyse",
        "analyze",
        "and",
        "any",
        "array",
        "as",
        "asc",
        "asymmetric",
        "both",
        "case",
        "cast",
        "check",
        "collate",
        "column",
        "constraint",
        "create",
        "current_date",
        "current_time",
        "current_timestamp",
        "current_user",
        "default",
        "deferrable",
        "desc",
        "describe",
        "distinct",
        "do",
        "else",
        "end",
        "except",
        "false",
        "fetch",
        "for",
        "foreign",
        "from",
        "grant",
        "group",
        "having",
        "in",
        "initially",
        "intersect",
        "into",
        "lambda",
        "lateral",
        "leading",
        "limit",
        "localtime",
        "localtimestamp",
        "not",
        "null",
        "offset",
        "on",
        "only",
        "or",
        "order",
        "pivot",
        "placing",
        "primary",
        "qualify",
        "references",
        "returning",
        "select",
        "session_user",
        "show",
        "some",
        "summarize",
        "symmetric",
        "table",
        "then",
        "to",
        "trailing",
        "true",
        "union",
        "unique",
        "unpivot",
        "user",
        "using",
        "variadic",
        "when",
        "where",
        "window",
        "with",
    ]
)
TRUE = "('true', 't', 'yes', 'y', '1', '1.0')"
FALSE = "('false', 'f', 'no', 'n', '0', '0.0')"


def to_text(expression: str, kind: str, dialect: Dialect) -> str:
    """Text, as a person would write it: a whole number without ".0"."""
    if kind == "decimal":
        whole = f"cast({expression} as bigint)"
        text = f"cast({expression} as {dialect.text})"
        return (
            f"case when {expression} = floor({expression}) and abs({expression}) < 1e15 "
            f"then cast({whole} as {dialect.text}) else {text} end"
        )
    return f"cast({expression} as {dialect.text})"


def stripped(expression: str) -> str:
    """Text without blanks around it, the same ones on every engine.

    >>> import duckdb
    >>> duckdb.sql("select " + stripped("'\\xa0a b\\u3000'")).fetchall()
    [('a b',)]
    """
    return f"trim(both '{BLANKS}' from {expression})"


def trimmed(expression: str) -> str:
    """Text without blanks around it; an empty one is missing."""
    return f"nullif({stripped(expression)}, '')"


def _in_range(expression: str, clock: str) -> str:
    """A time of the years that a calendar has; an engine's infinity is none."""
    last = LAST_DAY if clock == "date" else f"{LAST_DAY} 23:59:59.999999"
    first, last = (f"cast('{day}' as {clock})" for day in (FIRST_DAY, last))
    # a column of nanoseconds reaches from 1677 to 2262 only: neither end could be compared with it
    expression = f"cast({expression} as {clock})"
    return f"case when {expression} >= {first} and {expression} <= {last} then {expression} end"


def moved(expression: str, from_zone: str, to_zone: str, dialect: Dialect) -> str:
    """A wall clock of one zone as the wall clock of another."""
    return expression if from_zone == to_zone else dialect.moved(expression, from_zone, to_zone)


def to_clock(
    expression: str, kind: str, from_zone: str, day_zone: str, to_zone: str, dialect: Dialect
) -> str:
    """A time of whatever form as the wall clock of ``to_zone``.

    A time without offset is in ``from_zone``; a date alone means its midnight in ``day_zone``.
    """
    clock, zoned = dialect.timestamp, dialect.instant
    if kind == "timestamp_tz":
        return dialect.on_clock(_in_range(expression, zoned), to_zone)
    if kind == "timestamp":
        return moved(_in_range(expression, clock), from_zone, to_zone, dialect)
    if kind == "date":
        day = _in_range(expression, "date")
        return moved(f"cast({day} as {clock})", day_zone, to_zone, dialect)
    text = stripped(f"cast({expression} as {dialect.text})")

    def instant(written: str) -> str:
        joined = (
            f"replace(replace({written}, ' +', '+'), ' -', '-')"  # "11:35:52 -0800" is not read
        )
        return dialect.on_clock(dialect.cast(joined, zoned), to_zone)

    whole_minute = f"substr({text}, 1, 16) || ':00' || substr({text}, 17)"
    # to the microsecond, as an engine that rounds would carry the last one of a day into the next
    offset = dialect.after_fraction(text)
    cut = f"substr({text}, 1, {TO_THE_MICROSECOND}) || {offset}"
    local = dialect.cast(f"substr({text}, 1, {TO_THE_MICROSECOND})", clock)
    # only what looks like a time is cast: engines read other texts in ways of their own
    return (
        f"case when {dialect.matches(text, WITH_OFFSET)} then {instant(text)} "
        f"when {dialect.matches(text, DATE)} "
        f"then {moved(dialect.cast(text, clock), day_zone, to_zone, dialect)} "
        f"when {dialect.matches(text, TIME)} then {moved(local, from_zone, to_zone, dialect)} "
        f"when {dialect.matches(text, NO_SECONDS)} then {instant(whole_minute)} "
        f"when {dialect.matches(text, TOO_FINE)} then {instant(cut)} end"
    )


def to_number(expression: str, kind: str, to: str, dialect: Dialect) -> str:
    """A number of a SQL type; a text must be written as a plain number.

    True is no number, however it is stored, and a time is none: a file that holds the word is
    refused as well.
    """
    if kind in ("boolean", "date", "timestamp", "timestamp_tz"):
        return f"cast(null as {to})"
    if kind in ("text", "unknown"):
        text = stripped(f"cast({expression} as {dialect.text})")
        if not dialect.tries:  # where what is out of a type's range stops the statement
            places = 6 if to in MOST else 300  # 1e-400 is 0, as elsewhere
            number = f"round({dialect.cast(text, 'numeric')}, {places})"
            fits = _below(number, MOST.get(to, LARGEST))
        elif to in MOST:  # an exact type gives null for what is too large for it
            number, fits = text, f"{dialect.cast(text, to)} is not null"
        else:
            number, fits = text, _below(dialect.cast(text, to), LARGEST)
        read = f"case when {fits} then {dialect.cast(number, to)} end"
        return f"case when {dialect.matches(text, NUMBER)} then {read} end"
    # neither "not a number" nor infinity is an amount or a score
    return dialect.cast(
        f"case when {_below(expression, MOST.get(to, LARGEST))} then {expression} end", to
    )


def _below(number: str, most: str) -> str:
    """Whether a number's size is below another; no engine's least whole number has a size."""
    return f"{number} > -{most} and {number} < {most}"


def to_whole(expression: str, kind: str, dialect: Dialect) -> str:
    """A whole number; 2.5 is not one and becomes null."""
    if kind == "integer":
        return dialect.cast(expression, "bigint")  # more than 64 bits do not fit
    number = to_number(expression, kind, dialect.number, dialect)
    fits = _below(number, MOST["bigint"])
    # one after the other: some engines take the floor of a number that is too large for it
    whole = f"case when {number} = floor({number}) then cast({number} as bigint) end"
    return f"case when {fits} then {whole} end"


def to_flag(expression: str, kind: str, dialect: Dialect) -> str:
    """True or false, from a boolean, 1 and 0, or the usual words."""
    if kind == "boolean":
        return expression
    given = f"cast({expression} as {dialect.text})"
    text = f"lower({stripped(given)})"
    return f"case when {text} in {TRUE} then true when {text} in {FALSE} then false end"


def to_kind(
    expression: str, source_kind: str, kind: str, dialect: Dialect, from_zone: str, zone: str
) -> str:
    """A source's expression as a declared kind (see tables.TYPES).

    >>> from cs_toolkit.dialects import DUCKDB
    >>> to_kind("note", "integer", "number", DUCKDB, "UTC", "UTC")
    'try_cast(case when note > -1e300 and note < 1e300 then note end as double)'
    """
    if kind in ("id", "text"):
        return trimmed(to_text(expression, source_kind, dialect))
    if kind == "period":
        text = stripped(to_text(expression, source_kind, dialect))
        return period_name(text, dialect.matches)
    if kind == "day":
        return to_clock(expression, source_kind, from_zone, zone, zone, dialect)
    if kind == "moment":
        return to_clock(expression, source_kind, from_zone, zone, "UTC", dialect)
    if kind == "money":
        return to_number(expression, source_kind, "decimal(21, 6)", dialect)
    if kind == "number":
        return to_number(expression, source_kind, dialect.number, dialect)
    if kind == "whole":
        return to_whole(expression, source_kind, dialect)
    return to_flag(expression, source_kind, dialect)


def one_of(expression: str, names: Iterable[str]) -> str:
    """A text as one of some names, where it differs from that name in case alone."""
    cases = " ".join(f"when {quoted(name.lower())} then {quoted(name)}" for name in names)
    return f"case lower({expression}) {cases} else {expression} end"


def is_plain_column(expression: str, columns: Collection[str]) -> str | None:
    """The source column that an expression just names, or None if it computes."""
    if expression in columns:  # a name that ends in a blank, too
        return expression
    bare = expression.strip()
    if re.fullmatch(r'"(?:[^"]|"")+"', bare):
        bare = bare[1:-1].replace('""', '"')
    if bare in columns:
        return bare
    folded = [column for column in columns if column.lower() == bare.lower()]
    return folded[0] if len(folded) == 1 else None
