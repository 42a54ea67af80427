"""What a table is: its columns, their kinds, its key, and the rules that its rows must keep."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

# kind → its type in SQL. Times "_on" are wall clock in the reporting zone, times "_at" are UTC.
TYPES = {
    "id": "varchar",
    "text": "varchar",
    "period": "varchar",
    "money": "decimal(21, 6)",
    "number": "double",
    "whole": "bigint",
    "flag": "boolean",
    "day": "timestamp",
    "moment": "timestamp",
}
IN_WORDS = {
    "id": "text or a whole number",
    "text": "text",
    "period": "a period such as 2026-10, 2026-Q3 or 2026",
    "money": "a number such as 12.50 below 10^15",
    "number": "a number",
    "whole": "a whole number",
    "flag": "true or false",
    "day": "a date such as 2026-10-31",
    "moment": "a time such as 2026-10-31T09:30:00",
}


@dataclass(frozen=True)
class Column:
    """One column: its kind, whether a table needs it, and the values it may hold (none: any)."""

    name: str
    kind: str
    required: bool = False
    allowed: tuple[str, ...] = ()

    @property
    def sql_type(self) -> str:
        """The column's type in our SQL."""
        return TYPES[self.kind]


@dataclass(frozen=True)
class Rule:
    """A condition on every row, in our SQL; ``breaks`` says what is wrong and ``fix`` the way out.

    Where it is about a column that a company need not have, ``given`` names that column.
    """

    holds: str
    breaks: str
    fix: str
    given: str | None = None


@dataclass(frozen=True)
class Table:
    """One declared table: one row per ``grain``.

    ``either`` lists alternatives of columns: one must be there. ``since`` is the column
    that dates a row: rows of the future are not read, and it spans the data. ``known_since``
    names columns that nobody knows before another column's time: an answer's score. ``derived``
    are columns that are computed from the company's columns, in SQL that every engine reads;
    ``replaces`` names the column that a mapped one stands for.
    """

    name: str
    grain: str
    columns: Mapping[str, Column]
    key: tuple[str, ...]
    since: str | None = None
    either: tuple[tuple[str, ...], ...] = ()
    rules: tuple[Rule, ...] = ()
    known_since: Mapping[str, str] = field(default_factory=dict)
    derived: Mapping[str, str] = field(default_factory=dict)
    replaces: Mapping[str, str] = field(default_factory=dict)

    @property
    def required(self) -> tuple[str, ...]:
        """The columns without which the table cannot be read."""
        return tuple(name for name, column in self.columns.items() if column.required)


def declare(
    name: str,
    grain: str,
    columns: str,
    *,
    key: str,
    since: str | None = None,
    either: Iterable[str] = (),
    rules: Iterable[Rule] = (),
    known_since: Mapping[str, str] | tuple[()] = (),
    derived: Mapping[str, str] | tuple[()] = (),
    replaces: Mapping[str, str] | tuple[()] = (),
    **allowed: tuple[str, ...],
) -> Table:
    """A table from short text: ``"customer_id! id, name text"``; ``!`` marks what is required.

    >>> declare("pets", "pet", "pet_id! id, born_on day", key="pet_id").required
    ('pet_id',)
    """
    declared = {}
    for part in columns.split(","):
        column, kind = part.split()
        plain = column.rstrip("!")
        declared[plain] = Column(plain, kind, column != plain, allowed.get(plain, ()))
    choices = tuple(tuple(choice.split()) for choice in either)
    return Table(
        name, grain, declared, tuple(key.split()), since, choices, tuple(rules), dict(known_since),
        dict(derived), dict(replaces),
    )  # fmt: skip


def in_order(earlier: str, later: str) -> Rule:
    """The rule that one time does not lie before another."""
    # without an end it would go on for ever
    other = "leave such rows out with where" if later == "ends_on" else f"leave {later} empty"
    return Rule(
        f"{earlier} is null or {later} is null or {earlier} <= {later}",
        f"{later} is before {earlier}",
        f"correct the two times, or {other}",
    )


def filled_throughout(column: str, fix: str) -> Rule:
    """The rule that a column which is there is filled in every row."""
    return Rule(f"{column} is not null", f"{column} is empty", fix, given=column)


def not_negative(column: str) -> Rule:
    """The rule that a quantity is at least 0."""
    return Rule(
        f"{column} is null or {column} >= 0",
        f"{column} is negative",
        f"write {column} as a quantity of at least 0",
    )
