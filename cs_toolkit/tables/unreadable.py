"""The values that are not of their column's kind, and the expressions that cannot be computed."""

import re

import pandas as pd

from ..dialects import Dialect, Engine
from ..errors import InputError
from ..schema.table import IN_WORDS, Table
from ..sources.casts import RESERVED, stripped
from ..sources.relation import AS_TEXT
from .canonical import Canonical, Filled
from .problem import SHOWN, Problem, line
from .written_dates import month_first_too, reading_of, written_as
from .written_numbers import number_reading_of

_CLOCK = re.compile(r"\d{1,3}:[0-5]\d:[0-5]\d(\.\d+)?")


LOOKED_AT = (
    100_000  # distinct values from which a form is guessed: a proposal must read all of them
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


def bare_source(filled: Filled) -> str:
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
    kind, bare = filled.column.kind, bare_source(filled)
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
            f"{line(name, f'case when {bare} then 1 else 0 end')}"
        )
    fix = "write them with digits and a point only, or leave them empty"
    if name.endswith("_seconds") and all(_CLOCK.fullmatch(str(value).strip()) for value in values):
        # hours, minutes and seconds: 0:12 alone may be minutes or hours
        clock = line(name, f"extract(epoch from cast({bare} as interval))")
        return f"{fix}, or say in the company file how they are written: {clock}"
    read = number_reading_of(values, bare, percent_of=1 if name == "discount" else 100)
    if read:
        return f"{fix}, or say in the company file how they are written: {line(name, read)}"
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
        f"are written{in_doubt}: {line(filled.column.name, read)}"
    )
