"""What a company file may say in the SQL of another engine than DuckDB.

It is parsed by sqlglot, and the engine's read-only transaction stands behind it. What is refused, and
why, is said in :mod:`.allowed_sql`.
"""

import re
from typing import cast

import sqlglot
from sqlglot import exp

from .forbidden_sql import (
    ADDS_ROWS,
    MAKES_ROWS,
    ONE_OF_MANY,
    SEVERAL_ROWS,
    forbidden,
    refuse,
    refuse_unreadable,
)

# schemas that are no schemas: what stands behind them is a path
FILE_READERS = (
    "csv", "parquet", "json", "text", "orc", "avro", "binaryfile", "xml", "image", "libsvm",
)  # fmt: skip
SPEAK_OF_FILES = ("spark", "databricks")
HIDDEN_TABLES = ("pragma_", "@")  # a setting of SQLite, a stage of Snowflake
# a name in which letters are written as numbers, which the parser reads as something else
NUMBERED_LETTERS = re.compile(r"\bu&[\"']", re.IGNORECASE)
NOT_READ_ONLY = (
    exp.DML, exp.DDL, exp.Command, exp.Into, exp.Lock, exp.Set, exp.SetItem, exp.Use, exp.Pragma, exp.Attach,
    exp.Detach, exp.Copy, exp.Transaction, exp.Commit, exp.Rollback, exp.Kill, exp.Drop, exp.Alter,
    exp.Parameter, exp.Placeholder, exp.SessionParameter, exp.NextValueFor,
    exp.QueryTransform,  # Spark runs a program with the rows
    exp.Hint, exp.WithTableHint,  # MySQL sets its limit of time by one, SQL Server locks a table
)  # fmt: skip


def refuse_unsafe_expression(
    where: str, text: str, wrapped: str, dialect: str, *, series_gives_rows: bool = True
) -> None:
    """Raise InputError unless a text, ``wrapped`` in a SELECT, is one expression over a row's columns."""
    tree = _parsed(where, text, wrapped, dialect)
    alone = _is_one_expression(tree)
    alone = alone and isinstance(tree.expressions[0].unalias(), exp.Paren | exp.Subquery)
    refuse(where, text, None if alone else "is more than one expression")
    bare = _parsed(where, text, f"select {text}", dialect)  # "true) or (true" is none
    refuse(where, text, None if _is_one_expression(bare) else "is more than one expression")
    refuse(where, text, _unsafe(tree))
    refuse(where, text, _several_rows(tree, series_gives_rows))


def refuse_unsafe_select(where: str, text: str, dialect: str) -> None:
    """Raise InputError unless a text is one SELECT that only reads."""
    refuse(where, text, _unsafe(_parsed(where, text, text, dialect)))


def refuse_unsafe_tree(where: str, text: str, tree: exp.Expr) -> None:
    """Raise InputError unless a parsed expression stays within its row: no SELECT, no table."""
    beyond = "holds a SELECT" if tree.find(exp.Query, exp.Table) else _unsafe(tree)
    refuse(where, text, beyond)


def _parsed(where: str, text: str, sql: str, dialect: str) -> exp.Expr:
    numbered = NUMBERED_LETTERS.search(text)
    refuse(where, text, 'holds U&"…", which is not accepted' if numbered else None)
    try:
        statements = sqlglot.parse(sql, read=dialect)
    except sqlglot.errors.SqlglotError as error:
        refuse_unreadable(where, text, str(error))
    refuse(where, text, None if len(statements) == 1 else "holds more than one statement")
    tree = statements[0]
    if not isinstance(tree, exp.Query):
        refuse(where, text, "is no SELECT")
    read = cast(exp.Expr, tree)
    refuse(where, text, _file_of_a_session(read) if dialect in SPEAK_OF_FILES else None)
    return read


def _file_of_a_session(tree: exp.Expr) -> str | None:
    """Why a SELECT of Spark reads a file where a table is meant; None where it reads tables."""
    for table in tree.find_all(exp.Table):
        if table.db.lower() in FILE_READERS or any(sign in table.name for sign in "/*:"):
            return f'reads the file "{table.name}", which is not accepted'
    return None


def _is_one_expression(tree: exp.Expr) -> bool:
    alone = isinstance(tree, exp.Select) and set(_given(tree)) <= {"kind", "expressions"}
    return alone and len(tree.expressions) == 1


def _given(tree: exp.Expr) -> list[str]:
    return [name for name, value in tree.args.items() if value]


def _several_rows(tree: exp.Expr, series_gives_rows: bool) -> str | None:
    """Why an expression gives several rows, or one of several; what a SELECT in brackets makes of rows stays in them."""
    rows = (exp.UDTF, exp.Explode, exp.GenerateSeries)
    for node in tree.walk():
        called = isinstance(node, exp.Func) and {
            str(node.name).lower(),
            *(name.lower() for name in node.sql_names()),
        }
        # a list in Spark, rows in PostgreSQL
        series = isinstance(node, exp.GenerateSeries) and not series_gives_rows
        several = isinstance(node, rows) and not series
        if (several or (called and called & {*SEVERAL_ROWS})) and not _in_brackets(node, tree):
            return MAKES_ROWS
        adds_up = isinstance(node, exp.AggFunc) or bool(called and called & {*ONE_OF_MANY})
        # of several arguments they are the larger or smaller one, which older parsers do not say apart
        of_one_row = isinstance(node, exp.Max | exp.Min) and bool(node.expressions)
        adds_up = adds_up and not of_one_row and node.find_ancestor(exp.Window) is None
        if adds_up and not _in_brackets(node, tree):
            return ADDS_ROWS
    return None


def _in_brackets(node: exp.Expr, tree: exp.Expr) -> bool:
    select = node.find_ancestor(exp.Select)
    return select is not None and select is not tree


def _unsafe(tree: exp.Expr) -> str | None:
    for node in tree.walk():
        if isinstance(node, NOT_READ_ONLY):
            return f"holds {node.key.upper()}, which is not accepted"
        if isinstance(node, exp.Anonymous | exp.AnonymousAggFunc) and forbidden(str(node.name)):
            return f"calls {node.name}(), which is not accepted"
        if isinstance(node, exp.Func) and any(forbidden(name) for name in node.sql_names()):
            return f"calls {node.sql_names()[0].lower()}(), which is not accepted"
        if isinstance(node, exp.TableSample):
            return "draws a sample, so that each run would give other numbers"
        if isinstance(node, exp.Table) and node.name.lower().startswith(HIDDEN_TABLES):
            return f'reads "{node.name}", which is not accepted'
    return None
