"""Whether the rows keep what their table declares: types, empties, keys, values, order of times.

Nothing is mended here. A problem names the table, the column, how many rows, the first of them
and the fix; the caller decides whether to go on.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from ..calendar.wall_clock import on_local_clocks
from ..dialects import Dialect, Engine
from ..errors import InputError
from ..schema.table import IN_WORDS, Rule, Table
from ..sources.casts import RESERVED, stripped
from ..sources.files import AS_TEXT
from .mapping import Canonical, Filled, may_lie_ahead
from .written_dates import month_first_too, reading_of, written_as
from .written_numbers import number_reading_of

_CLOCK = re.compile(r"\d{1,3}:[0-5]\d:[0-5]\d(\.\d+)?")
SHOWN = 3
LOOKED_AT = (
    100_000  # distinct values from which a form is guessed: a proposal must read all of them
)


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a table."""

    table: str
    column: str
    rows: int
    examples: tuple[str, ...]
    says: str
    fix: str

    def __str__(self) -> str:
        rows = "1 row" if self.rows == 1 else f"{self.rows:,} rows"
        examples = "; ".join(self.examples)
        return (
            f"table {self.table}, column {self.column}: {self.says} in {rows} ({examples}). "
            f"To mend it: {self.fix}."
        )


def unreadable(canonical: Canonical, engine: Engine) -> tuple[list[Problem], int, set[str]]:
    """The values that are not of their column's kind, and how many rows lie ahead and are not read.

    Beside them the columns some of whose times lie decades ahead.

    The statements are in the source's dialect.
    """
    problems: list[Problem] = []
    ahead, far = 0, set()
    for part in canonical.parts:
        columns = [filled for filled in part.filled.values() if may_fail(filled)]
        if not columns and not part.ahead:
            continue
        source = f"from ({part.rows}) as source_rows"
        judged = {
            **{f"c{index}": _fails(one, engine) for index, one in enumerate(columns)},
            "ahead": part.ahead or "1 = 0",
            **{f"far{index}": condition for index, condition in enumerate(part.far_ahead.values())},
        }
        counts = ", ".join(f"sum({name}) as {name}" for name in judged)
        # each row by itself first: an expression that looks at other rows stands in no sum and no WHERE
        each = ", ".join(
            f"case when {fails} then 1 else 0 end as {n}" for n, fails in judged.items()
        )
        try:
            found = engine.read(f"select {counts} from (select {each} {source}) as judged")
            found = found.iloc[0].fillna(0).astype(int)
        except InputError as error:
            place = f"table {canonical.table.name} ({part.origin}): {error}"
            raise InputError(failing_expression(canonical, engine) or place) from None
        ahead += int(found["ahead"])
        far |= {name for index, name in enumerate(part.far_ahead) if found[f"far{index}"]}
        for filled, count in zip(columns, found, strict=False):
            if count:
                # an engine's infinity is no time that could be handed over
                shown = filled.source
                if filled.source_kind in ("date", "timestamp", "timestamp_tz"):
                    shown = f"cast({filled.source} as {engine.dialect.text})"
                failing = (
                    f"v from (select {shown} as v, case when {_fails(filled, engine)} then 1 else 0 end "
                    f"as failing {source}) as judged where failing = 1"
                )
                values = engine.read(f"select {failing} limit {SHOWN}")["v"]
                # whether the day or the month stands first may be said by one row of a million
                all_values = engine.read(f"select distinct {failing} limit {LOOKED_AT}")["v"]
                problems.append(
                    _unreadable(
                        canonical.table,
                        part.origin,
                        filled,
                        count,
                        values,
                        all_values,
                        engine.dialect,
                    )
                )
    return problems, ahead, far


def failing_expression(canonical: Canonical, engine: Engine) -> str | None:
    """Which of the company file's expressions an engine cannot compute on some row, and why."""
    section = f"[tables.{canonical.table.name}]"
    for part in canonical.parts:
        rows = engine.dialect.whole_rows(f"({part.rows}) as source_rows")
        try:
            engine.read(f"select count(*) as n from {rows}")
        except InputError as error:
            keys = "where" if "as source_rows where (" in part.rows else "from"
            return (
                f"table {canonical.table.name} ({part.origin}): its rows cannot be read by {keys} in {section}: "
                f"{error}. To mend it: correct {keys} there; try_cast(x as double) is empty where x is no number"
            )
        for filled in part.filled.values():
            try:
                read = f"select {filled.source} as x from ({part.rows}) as source_rows"
                engine.read(f"select count(x) as n from ({read}) as read")
            except InputError as error:
                column = f"column {filled.column.name} = {filled.source[1:-1]}"
                return (
                    f"table {canonical.table.name} ({part.origin}), {column}: {error}. To mend it: correct "
                    f"{filled.column.name} in {section}; try_cast(x as double) is empty where x is no number"
                )
    return None


def may_fail(filled: Filled) -> bool:
    """Whether a value may be none of its column's kind: a time may be infinite, a number too large."""
    exact = {"whole": ("integer",), "flag": ("boolean",), "period": ("date", "timestamp")}
    return (
        filled.column.kind not in ("id", "text")
        and filled.source_kind not in exact.get(filled.column.kind, ())
    )  # fmt: skip


def given(filled: Filled, engine: Engine) -> str:
    """Whether a row gives a column a value at all."""
    text = stripped(f"cast({filled.source} as {engine.dialect.text})")
    # "not a number" is how DataFrames write what is missing
    empty = "in ('', 'NaN', 'nan')" if filled.source_kind == "decimal" else "= ''"
    return f"{filled.source} is not null and not {text} {empty}"


def _fails(filled: Filled, engine: Engine) -> str:
    return f"{given(filled, engine)} and {filled.converted} is null"


def _bare(filled: Filled) -> str:
    """What fills a column, as a company file writes it."""
    bare = filled.source.strip('"`()').removesuffix(AS_TEXT)
    # "Order Date" is no name without its quotes, and "end" a word of the language
    if bare.isidentifier() and bare.lower() not in RESERVED:
        return bare
    return filled.source.removeprefix("(").removesuffix(")")


def _unreadable(
    table: Table,
    origin: str,
    filled: Filled,
    count: int,
    values: pd.Series,
    all_values: pd.Series,
    dialect: Dialect,
) -> Problem:
    kind, bare = filled.column.kind, _bare(filled)
    examples = tuple(f'"{str(value)[:60]}"' for value in values[:SHOWN])
    said = f"not {IN_WORDS[kind]}"
    fix = _way_out(filled, bare, origin, all_values, dialect)
    return Problem(table.name, filled.column.name, count, examples, said, fix)


def _way_out(filled: Filled, bare: str, origin: str, values: pd.Series, dialect: Dialect) -> str:
    """What to do about values that cannot be read; a line is proposed only where it reads them all."""
    kind, name = filled.column.kind, filled.column.name
    if kind == "period":
        return (
            "write them as 2026-10, 2026-Q3, 2026-W41 or 2026, or say in the company file how they "
            f"are written, for example {name} = \"strptime({bare}, '%d/%m/%Y')\""
        )
    if kind in ("day", "moment"):
        return _date_way_out(filled, bare, origin, values, dialect)
    if kind == "flag":
        return f"write true or false, or map them: {name} = \"{bare} = '…'\""
    if filled.source_kind == "boolean":
        return (
            f"true and false are no amounts: correct them in {origin}, or say which number each is: "
            f"{_line(name, f'case when {bare} then 1 else 0 end')}"
        )
    fix = "write them with digits and a point only, or leave them empty"
    if name.endswith("_seconds") and all(_CLOCK.fullmatch(str(value).strip()) for value in values):
        # hours, minutes and seconds: 0:12 alone may be minutes or hours
        clock = _line(name, f"extract(epoch from cast({bare} as interval))")
        return f"{fix}, or say in the company file how they are written: {clock}"
    read = number_reading_of(values, bare, percent_of=1 if name == "discount" else 100)
    if read:
        return f"{fix}, or say in the company file how they are written: {_line(name, read)}"
    word = str(values.iloc[0]).strip()[:20].replace('"', '\\"')
    means = word.lower() not in ("true", "false", "yes", "no")  # 1 and 0 to some, but not missing
    if means and not any(sign.isdigit() for value in values for sign in str(value)):
        return f'{fix}; words that mean "missing" go into nulls = ["{word}"]'
    return fix


def _date_way_out(
    filled: Filled, bare: str, origin: str, values: pd.Series, dialect: Dialect
) -> str:
    if filled.source_kind in ("date", "timestamp", "timestamp_tz"):
        return f"correct them in {origin}: a time lies in the years 2 to 9999, and is finite"
    text = filled.source_kind not in ("integer", "decimal")
    read = reading_of(values, bare, dialect, text=text)
    if read is None:
        return (
            f"correct them in {origin}, as no one form reads them all: dates are written as "
            "2026-10-31 or 2026-10-31T09:30:00"
        )
    both = month_first_too(values) and not (written_as(values) or "").startswith("%m")
    in_doubt = ", here with the day before the month" if both else ""
    return (
        "write them as 2026-10-31 or 2026-10-31T09:30:00, or say in the company file how they "
        f"are written{in_doubt}: {_line(filled.column.name, read)}"
    )


def _line(column: str, expression: str) -> str:
    """The line of a company file that fills a column with an expression."""
    escaped = expression.replace('"', '\\"')
    return f'{column} = "{escaped}"'


def broken(canonical: Canonical, query: Callable[[str], pd.DataFrame], zone: str) -> list[Problem]:
    """What breaks the table's rules. ``query`` takes our SQL over our tables.

    Times of the example rows are shown in ``zone``, as in the company's own files.
    """
    table = canonical.table
    rules = [
        # the end of a session that goes on at the last known moment is not missing
        *(
            _filled(name)
            for name in table.required
            if not may_lie_ahead(table, table.columns[name])
        ),
        *(
            _allowed(name, column.allowed)
            for name, column in table.columns.items()
            if column.allowed and name in canonical.filled
        ),
        *(rule for rule in table.rules if rule.given in (None, *canonical.filled)),
    ]
    counts = ", ".join(
        f"sum(case when {rule.holds} then 0 else 1 end) as c{index}"
        for index, rule in enumerate(rules)
    )
    problems = []
    if rules:
        found = query(f"select {counts} from {table.name}").iloc[0].fillna(0).astype(int)
        for rule, count in zip(rules, found, strict=True):
            if count:
                problems.append(_broken(table, rule, count, query, zone))
    return problems + _repeated(canonical, query, zone)


def _filled(name: str) -> Rule:
    return Rule(f"{name} is not null", f"{name} is empty", f"fill {name} in every row")


def _allowed(name: str, allowed: tuple[str, ...]) -> Rule:
    words = ", ".join(f"'{value}'" for value in allowed)
    return Rule(
        f"{name} is null or {name} in ({words})",
        f"{name} is none of {', '.join(allowed)}",
        f"map the company's own words: {name} = \"case … when '…' then '{allowed[0]}' … end\"",
    )


def _broken(
    table: Table, rule: Rule, count: int, query: Callable[[str], pd.DataFrame], zone: str
) -> Problem:
    column = next(
        (name for name in table.columns if name in rule.breaks.split()),
        table.key[0] if table.key else "",
    )
    named_in_rule = [name for name in table.columns if name in rule.holds.replace("(", " ").split()]
    shown = list(dict.fromkeys([*table.key, *named_in_rule]))[:4]
    rows = query(
        f"select {', '.join(shown)} from {table.name} "
        f"where not coalesce(({rule.holds}), false) order by {', '.join(map(str, range(1, len(shown) + 1)))} limit {SHOWN}"
    )
    return Problem(
        table.name, column or shown[0], count, examples_of(rows, zone), rule.breaks, rule.fix
    )


def _repeated(
    canonical: Canonical, query: Callable[[str], pd.DataFrame], zone: str
) -> list[Problem]:
    table = canonical.table
    if not table.key:
        return []
    key = ", ".join(table.key)
    repeated = f"from {table.name} group by {key} having count(*) > 1"
    found = query(
        f"select count(*) as keys, coalesce(sum(extra), 0) as extra from (select count(*) - 1 as extra {repeated}) as repeated"
    ).iloc[0]
    if not found["keys"]:
        return []
    rows = query(f"select {key} {repeated} order by {key} limit {SHOWN}")
    return [
        Problem(
            table.name, " with ".join(table.key), int(found["extra"]), examples_of(rows, zone),
            "the key is there more than once: repeated",
            _one_of_each(canonical, query),
        )
    ]  # fmt: skip


def _one_row_per(canonical: Canonical) -> str:
    """The line by which one of several alike rows is read, where they come from one place."""
    if len(canonical.parts) != 1:
        return "for example with where, "
    filled = canonical.parts[0].filled
    keys = [_bare(filled[name]) for name in canonical.table.key if name in filled]
    each = keys[0] if len(keys) == 1 else f"concat_ws(' ', {', '.join(keys)})"
    return f"{_line('one_row_per', each)} in [tables.{canonical.table.name}], "


def _one_of_each(canonical: Canonical, query: Callable[[str], pd.DataFrame]) -> str:
    """What to do about a repeated key: rows that are alike are one, of those that differ one is right."""
    key = canonical.table.key
    others = [name for name in canonical.table.columns if name in canonical.filled - set(key)]
    differing = ", ".join(
        f"max(case when most_{place} > 1 then 1 else 0 end) as differ_{place}"
        for place in range(len(others))
    )
    counts = ", ".join(
        # a value beside none differs from it
        f"count(distinct {name}) + max(case when {name} is null then 1 else 0 end) as most_{place}"
        for place, name in enumerate(others)
    )
    by = ", ".join(key)
    differ = []
    if others:
        found = query(
            f"select {differing} from (select {counts} from {canonical.table.name} group by {by} "
            "having count(*) > 1) as repeated"
        ).iloc[0]
        differ = [name for name, one in zip(others, found, strict=True) if one]
    if not differ:
        return (
            "the rows are alike in every column that is read: keep one of each, "
            f"{_one_row_per(canonical)}or map a column that is unique"
        )
    return (
        f"the rows differ in {', '.join(differ[:SHOWN])}{' …' if len(differ) > SHOWN else ''}: decide "
        "which one is right and leave the others out, for example with where, or map a column that is "
        "unique"
    )


def examples_of(rows: pd.DataFrame, zone: str) -> tuple[str, ...]:
    """Rows as a message shows them, their moments by the clocks of a zone."""
    rows = on_local_clocks(rows, zone)
    return tuple(
        ", ".join(f"{name} {_shown(value)}" for name, value in row.items() if not pd.isna(value))
        for row in rows.to_dict("records")
    )


def _shown(value: object) -> str:
    # one engine gives money as a decimal, another as a float
    text = str(float(value) if isinstance(value, Decimal) else value)
    return text.removesuffix(" 00:00:00")[:60]
