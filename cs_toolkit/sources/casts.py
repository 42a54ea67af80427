"""Bringing a source's column to a declared kind, in the source's own dialect.

Each function takes an expression and gives an expression. What cannot be converted becomes null
where the engine can do that (DuckDB, Spark); ``unreadable`` finds those rows beforehand.
"""

import re
from collections.abc import Iterable

from .written_periods import period_name

# The engines differ in how they try, in what they call types, and in how they move time zones.
NAMES = {
    "duckdb": {"text": "varchar", "number": "double", "timestamp": "timestamp"},
    "postgres": {"text": "text", "number": "double precision", "timestamp": "timestamp"},
    "spark": {"text": "string", "number": "double", "timestamp": "timestamp_ntz"},
}
NUMBER = r"^\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*$"
TIME = r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?\s*(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?)?)?\s*$"
DATE = r"^\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\s*$"
WITH_OFFSET = r":[0-9]{2}([.][0-9]+)?\s*(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?)\s*$"
LARGEST = "1e300"
TRUE = "('true', 't', 'yes', 'y', '1', '1.0')"
FALSE = "('false', 'f', 'no', 'n', '0', '0.0')"


def quoted(text: str) -> str:
    """A SQL string with this text."""
    return "'" + text.replace("'", "''") + "'"


def named(column: str, dialect: str = "duckdb") -> str:
    """A column's name as a SQL identifier, whatever it contains."""
    mark = "`" if dialect in ("spark", "mysql") else '"'
    return mark + column.replace(mark, mark + mark) + mark


def matches(expression: str, pattern: str, dialect: str) -> str:
    """Whether a text matches a regular expression."""
    if dialect == "duckdb":
        return f"regexp_matches({expression}, {quoted(pattern)})"
    if dialect == "spark":  # a Spark string literal reads backslashes itself
        return f"{expression} rlike r{quoted(pattern)}"
    return f"{expression} ~ {quoted(pattern)}"


def cast(expression: str, to: str, dialect: str) -> str:
    """A conversion that gives null for what it cannot read, where the engine has one."""
    if dialect in ("duckdb", "spark"):
        return f"try_cast({expression} as {to})"
    return f"cast({expression} as {to})"


def to_text(expression: str, kind: str, dialect: str) -> str:
    """Text, as a person would write it: a whole number without ".0"."""
    names = NAMES.get(dialect, NAMES["postgres"])
    if kind == "decimal":
        whole = f"cast({expression} as bigint)"
        text = f"cast({expression} as {names['text']})"
        return (
            f"case when {expression} = floor({expression}) and abs({expression}) < 1e15 "
            f"then cast({whole} as {names['text']}) else {text} end"
        )
    return f"cast({expression} as {names['text']})"


def trimmed(expression: str) -> str:
    """Text without blanks around it; an empty one is missing."""
    return f"nullif(trim({expression}), '')"


def _moved(expression: str, from_zone: str, to_zone: str, dialect: str) -> str:
    """A wall clock of one zone as the wall clock of another."""
    if from_zone == to_zone:
        return expression
    if dialect == "spark":
        return f"convert_timezone({quoted(from_zone)}, {quoted(to_zone)}, {expression})"
    return f"timezone({quoted(to_zone)}, timezone({quoted(from_zone)}, {expression}))"


def _instant_to(expression: str, to_zone: str, dialect: str) -> str:
    """An instant as the wall clock of a zone."""
    if dialect == "spark":
        clock = f"cast({expression} as timestamp_ntz)"
        return f"convert_timezone(current_timezone(), {quoted(to_zone)}, {clock})"
    return f"timezone({quoted(to_zone)}, {expression})"


def to_clock(
    expression: str, kind: str, from_zone: str, day_zone: str, to_zone: str, dialect: str
) -> str:
    """A time of whatever form as the wall clock of ``to_zone``.

    A time without offset is in ``from_zone``; a date alone means its midnight in ``day_zone``.
    """
    names = NAMES.get(dialect, NAMES["postgres"])
    clock = names["timestamp"]
    if kind == "timestamp_tz":
        return _instant_to(expression, to_zone, dialect)
    if kind == "timestamp":
        return _moved(expression, from_zone, to_zone, dialect)
    if kind == "date":
        return _moved(f"cast({expression} as {clock})", day_zone, to_zone, dialect)
    text = f"cast({expression} as {names['text']})"
    zoned = "timestamp" if dialect == "spark" else "timestamptz"
    joined = f"replace(replace({text}, ' +', '+'), ' -', '-')"  # "11:35:52 -0800" is not read
    # only what looks like a time is cast: engines read other texts in ways of their own
    return (
        f"case when {matches(text, WITH_OFFSET, dialect)} "
        f"then {_instant_to(cast(joined, zoned, dialect), to_zone, dialect)} "
        f"when {matches(text, DATE, dialect)} "
        f"then {_moved(cast(text, clock, dialect), day_zone, to_zone, dialect)} "
        f"when {matches(text, TIME, dialect)} "
        f"then {_moved(cast(text, clock, dialect), from_zone, to_zone, dialect)} end"
    )


def to_number(expression: str, kind: str, to: str, dialect: str) -> str:
    """A number of a SQL type; a text must be written as a plain number."""
    if kind in ("text", "unknown"):
        names = NAMES.get(dialect, NAMES["postgres"])
        text = f"trim(cast({expression} as {names['text']}))"
        return f"case when {matches(text, NUMBER, dialect)} then {cast(text, to, dialect)} end"
    if kind == "boolean":
        return f"cast(case when {expression} then 1 when not {expression} then 0 end as {to})"
    if kind == "decimal":  # neither "not a number" nor infinity is an amount or a score
        expression = f"case when abs({expression}) < {LARGEST} then {expression} end"
    return cast(expression, to, dialect)


def to_whole(expression: str, kind: str, dialect: str) -> str:
    """A whole number; 2.5 is not one and becomes null."""
    names = NAMES.get(dialect, NAMES["postgres"])
    if kind == "integer":
        return f"cast({expression} as bigint)"
    number = to_number(expression, kind, names["number"], dialect)
    return f"case when {number} = floor({number}) then cast({number} as bigint) end"


def to_flag(expression: str, kind: str, dialect: str) -> str:
    """True or false, from a boolean, 1 and 0, or the usual words."""
    if kind == "boolean":
        return expression
    names = NAMES.get(dialect, NAMES["postgres"])
    text = f"lower(trim(cast({expression} as {names['text']})))"
    return f"case when {text} in {TRUE} then true when {text} in {FALSE} then false end"


def to_kind(
    expression: str, source_kind: str, kind: str, dialect: str, from_zone: str, zone: str
) -> str:
    """A source's expression as a declared kind (see tables.TYPES).

    >>> to_kind("note", "integer", "number", "duckdb", "UTC", "UTC")
    'try_cast(note as double)'
    """
    names = NAMES.get(dialect, NAMES["postgres"])
    if kind in ("id", "text"):
        return trimmed(to_text(expression, source_kind, dialect))
    if kind == "period":
        text = to_text(expression, source_kind, dialect)
        return period_name(text, lambda one, pattern: matches(one, pattern, dialect))
    if kind == "day":
        return to_clock(expression, source_kind, from_zone, zone, zone, dialect)
    if kind == "moment":
        return to_clock(expression, source_kind, from_zone, zone, "UTC", dialect)
    if kind == "money":
        return to_number(expression, source_kind, "decimal(21, 6)", dialect)
    if kind == "number":
        return to_number(expression, source_kind, names["number"], dialect)
    if kind == "whole":
        return to_whole(expression, source_kind, dialect)
    return to_flag(expression, source_kind, dialect)


def one_of(expression: str, names: Iterable[str]) -> str:
    """A text as one of some names, where it differs from that name in case alone."""
    cases = " ".join(f"when {quoted(name.lower())} then {quoted(name)}" for name in names)
    return f"case lower({expression}) {cases} else {expression} end"


def is_plain_column(expression: str, columns) -> str | None:
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
