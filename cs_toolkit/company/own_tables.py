"""SQL that an analyst writes over the company's own tables: one SELECT, and nothing but those tables.

The text is DuckDB's, parsed by DuckDB before it runs. The tables are those of the kit, typed and
checked, whatever the files are called; times are on the company's clocks in them, so that an hour or
a month of a statement is the company's.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pandas as pd

from ..dialects import DuckDBEngine, Engine, first_line
from ..errors import InputError, did_you_mean
from ..measures.translation import translated
from ..schema import TABLES
from ..sources.allowed_sql import parsed, unsafe, walk
from ..sources.casts import moved
from ..tables.canonical import local_day
from ..tables.loading import require

if TYPE_CHECKING:
    from ..tables.loading import Tables


def rows_of_select(tables: "Tables", text: str) -> pd.DataFrame:
    """The rows that a SELECT over the company's tables gives; raises InputError for any other text."""
    names = tables_in(text, tables)
    require(tables, names)
    engine = tables.source.engine
    zone = tables.settings.time_zone
    local = [name for name in sorted(names) if zone != "UTC" and _moments(tables, name)]
    on_clocks = {name: _on_clocks(tables, name, zone) for name in local}
    if tables.source.embedded:
        own = ", ".join(
            f"{name} as ({one} from tables.main.{name})" for name, one in on_clocks.items()
        )
        return _answer(engine, with_steps(text, own))
    from sqlglot.errors import SqlglotError  # heavy, and only where another engine computes

    try:
        native = translated(text, engine.dialect)
    except SqlglotError as error:
        raise InputError(
            f"the SELECT cannot be translated to {engine.dialect.title}: {first_line(error)}"
        ) from None
    steps = ", ".join(f"{name} as ({one} from {name})" for name, one in on_clocks.items())
    return _answer(engine, with_tables(with_tables(native, steps), tables.ctes(sorted(names))))


def _moments(tables: "Tables", name: str) -> list[str]:
    return [column.name for column in TABLES[name].columns.values() if column.kind == "moment"]


def _on_clocks(tables: "Tables", name: str, zone: str) -> str:
    """A SELECT of a table's columns with its moments, which are UTC, on the clocks of a zone."""
    dialect, moments = tables.source.engine.dialect, _moments(tables, name)
    day = local_day(TABLES[name])
    columns = [*TABLES[name].columns, *([day] if day else []), *tables.all[name].further]
    shown = [
        f"{moved(one, 'UTC', zone, dialect)} as {one}" if one in moments else dialect.named(one)
        for one in columns
    ]
    return f"select {', '.join(shown)}"


def with_steps(select: str, steps: str) -> str:
    """A SELECT in DuckDB's dialect with further steps before its own.

    >>> with_steps("with recursive a as (select 1) select * from a", "b as (select 2)")
    'with recursive b as (select 2), a as (select 1) select * from a'
    """
    own = re.match(r"(?i)\s*with\s+(recursive\s+)?", select)
    if not steps:
        return select
    return f"with {own[1] or ''}{steps}, {select[own.end() :]}" if own else f"with {steps} {select}"


def tables_in(text: str, tables: "Tables") -> frozenset[str]:
    """The tables that a SELECT reads; raises where it is none, or reads anything else."""
    if not isinstance(text, str):
        raise InputError(f"sql is a text such as select * from subscriptions, not {text!r}")
    engine = tables.source.engine
    parser = engine if tables.source.embedded else DuckDBEngine()
    tree = parsed(text, parser)
    if why := unsafe(tree):
        raise InputError(f"sql takes one SELECT over the company's tables, and this {why}")
    found = set()
    for name in _relations(tree, tables.there):
        if name not in tables.all:
            raise InputError(
                f'the company has no table "{name}": {did_you_mean(name, tables.there)}'
            )
        found.add(name)
    return frozenset(found)


def _relations(tree: dict, there: Iterable[str]) -> Iterator[str]:
    """The names that a SELECT reads from, apart from its own steps, in lower case."""
    steps = {key["key"].lower() for node in walk(tree) for key in _steps_of(node)}
    for node in walk(tree):
        kind = node.get("type")
        if kind == "TABLE_FUNCTION" and node["function"].get("function_name", "").startswith(
            ("read_", "parquet_")
        ):
            raise InputError(
                "sql reads the company's tables and no file: map the file as a table in the company "
                f"file. There are {', '.join(sorted(there))}"
            )
        if kind == "BASE_TABLE":
            name = node["table_name"].lower()
            if node.get("schema_name") or node.get("catalog_name"):
                raise InputError(
                    f'sql names a table without a schema or database: "{node["table_name"]}" alone'
                )
            if name not in steps:
                yield name


def _steps_of(node: dict) -> list[dict]:
    steps = node.get("cte_map")
    return steps["map"] if isinstance(steps, dict) else []


def _answer(engine: Engine, text: str) -> pd.DataFrame:
    try:
        return engine.query(text)
    except InputError as error:
        said = str(error.__cause__ or error).strip().splitlines()
        hints = [line.strip() for line in said[1:] if line.startswith("Candidate")]
        cause = error.__cause__
        first = first_line(cause) if isinstance(cause, Exception) else str(error)
        raise InputError(f"the SELECT cannot run: {'. '.join([first, *hints])}") from error


def with_tables(select: str, tables: str) -> str:
    """A SELECT with the company's tables before it, as steps that its own steps can read.

    >>> with_tables("with a as (select 1) select * from a", "orders as (select 2)")
    'with orders as (select 2) select * from (with a as (select 1) select * from a) as answer'
    >>> with_tables("select * from orders", "orders as (select 2)")
    'with orders as (select 2) select * from orders'
    """
    if not tables:
        return select
    # one list of steps would let "recursive" apply to a table that is read from one of its own name
    own_steps = re.match(r"(?i)\s*with\b", select)
    body = f"select * from ({select}) as answer" if own_steps else select
    return f"with {tables} {body}"


def columns_of(tables: "Tables", name: str) -> list[str]:
    """The columns of a table that the company fills, the declared ones first."""
    if name not in tables.there:
        raise InputError(f'the company has no table "{name}": {did_you_mean(name, tables.there)}')
    one = tables.all[name]
    declared = [column for column in TABLES[name].columns if column in one.filled]
    return [*declared, *one.further]
