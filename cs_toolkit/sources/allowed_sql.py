"""What a company file may say in SQL: one SELECT for ``from``, one expression for the rest.

A company file comes from somebody, and opening it must not write, read other people's files or
change a database. So its SQL is parsed before it runs and accepted only if every part of it is
known to be harmless. What DuckDB runs is parsed by DuckDB itself (``json_serialize_sql``), so that no
difference between two parsers can hide a statement; for other dialects see
:mod:`.allowed_in_a_dialect`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from ..config.company_file import TableMapping
from ..dialects import DuckDBEngine, Engine, quoted
from ..errors import InputError
from .files import ending_of
from .files_in_a_select import rows_in_a_select
from .folders import Folders, files_meant
from .forbidden_sql import (
    ADDS_ROWS,
    HIDDEN_TABLES,
    MAKES_ROWS,
    ONE_OF_MANY,
    ROWS_MADE,
    ROWS_READ,
    SEVERAL_ROWS_OF_DUCKDB,
    forbidden,
    refuse,
    refuse_unreadable,
)

# what may stand in a SELECT and in an expression, by DuckDB's names
STATEMENTS = ("SELECT_NODE", "SET_OPERATION_NODE", "CTE_NODE", "RECURSIVE_CTE_NODE")
RELATIONS = (
    "BASE_TABLE",
    "SUBQUERY",
    "JOIN",
    "TABLE_FUNCTION",
    "EXPRESSION_LIST",
    "EMPTY",
    "PIVOT",
)
EXPRESSIONS = (
    "BETWEEN", "CASE", "CAST", "COLLATE", "COLUMN_REF", "COMPARISON", "CONJUNCTION", "CONSTANT",
    "FUNCTION", "LAMBDA", "LAMBDA_REF", "OPERATOR", "POSITIONAL_REFERENCE", "STAR", "SUBQUERY",
    "TYPE", "WINDOW",
)  # fmt: skip


def refuse_unsafe_expression(where: str, text: str, engine: Engine) -> None:
    """Raise InputError unless a text is one expression over a row's columns.

    ``where`` says where it stands, such as ``[tables.orders] amount``.
    """
    wrapped = f"select ({text}) as x"
    if engine.dialect.embedded:
        node = _parsed_by_duckdb(where, text, wrapped, engine)
        refuse(where, text, _more_than_one(node))
        # without its brackets: "true) or (true" is none
        bare = _parsed_by_duckdb(where, text, f"select {text}", engine)
        refuse(where, text, _more_than_one(bare))
        refuse(where, text, unsafe(node))
        refuse(where, text, _more_than_a_value(node["select_list"]))
        refuse(where, text, _a_macro(node, cast(DuckDBEngine, engine)))
        files = [one for one in walk(node) if _file_of(one)]
        refuse(where, text, "reads a file, which only from may do" if files else None)
        return
    from . import allowed_in_a_dialect  # parses with sqlglot: heavy, and not for DuckDB

    allowed_in_a_dialect.refuse_unsafe_expression(
        where, text, wrapped, engine.dialect.name,
        series_gives_rows=engine.dialect.series_gives_rows,
    )  # fmt: skip


def safe_select(
    where: str, text: str, engine: Engine, folders: Folders, settings: TableMapping | None = None
) -> str:
    """The SELECT with the files that it names written out; raises InputError where it is no safe one.

    ``settings`` are those of the table's mapping, which say how its files are written.
    """
    if not engine.dialect.embedded:
        from . import allowed_in_a_dialect

        allowed_in_a_dialect.refuse_unsafe_select(where, text, engine.dialect.name)
        return text
    node = _parsed_by_duckdb(where, text, text, engine)
    _parsed_by_duckdb(where, text, f"select * from ({text}) as q", engine)  # no comment swallows it
    refuse(where, text, unsafe(node))
    given = settings or TableMapping("")
    return _with_files(where, text, node, cast(DuckDBEngine, engine), folders, given)


def _parsed_by_duckdb(where: str, text: str, sql: str, engine: Engine) -> dict:
    tree = _serialized(sql, engine)
    if tree["error"]:
        if "Only SELECT" in tree["error_message"]:
            refuse(where, text, "is no SELECT")
        refuse_unreadable(where, text, tree["error_message"])
    statements = tree["statements"]
    refuse(where, text, None if len(statements) == 1 else "holds more than one statement")
    return statements[0]["node"]


def parsed(text: str, engine: Engine) -> dict:
    """DuckDB's tree of one SELECT; raises InputError for a text that is none."""
    tree = _serialized(text, engine)
    if tree["error"]:
        raise InputError(f"the SELECT is not read: {tree['error_message'].splitlines()[0]}")
    if len(tree["statements"]) != 1:
        raise InputError("the text holds more than one statement, where one SELECT is meant")
    return tree["statements"][0]["node"]


def _serialized(sql: str, engine: Any) -> dict:
    found = engine.connection.execute("select json_serialize_sql(?)", [sql]).fetchall()[0][0]
    return json.loads(found)


def _more_than_one(select: dict) -> str | None:
    """Why a SELECT is more than one expression; None where it has one and nothing else."""
    parts = ("where_clause", "group_expressions", "having", "qualify", "modifiers", "sample")
    one = len(select.get("select_list", ())) == 1 and select["from_table"]["type"] == "EMPTY"
    alone = one and not any(select.get(part) for part in parts) and not select["cte_map"]["map"]
    return None if alone else "is more than one expression"


def _more_than_a_value(parts: list) -> str | None:
    """Why an expression gives more than one value for a row; None where it gives one.

    What a SELECT in brackets makes of rows stays in its brackets.
    """
    waiting = list(parts)
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict) and one.get("class") != "SUBQUERY":
            name = one["function_name"].lower() if one.get("class") == "FUNCTION" else ""
            if name in SEVERAL_ROWS_OF_DUCKDB:
                return MAKES_ROWS
            if name in ONE_OF_MANY:
                return ADDS_ROWS
            if one.get("class") == "STAR":
                return "names several columns"
            waiting += one.values()
    return None


def _a_macro(node: dict, engine: DuckDBEngine) -> str | None:
    """Why an expression calls what a DuckDB file's author wrote; None where it calls DuckDB's own."""
    called = {one["function_name"].lower() for one in walk(node) if one.get("class") == "FUNCTION"}
    macros = called & engine.macros() if called else set()
    if not macros:
        return None
    return f"calls {min(macros)}(), a macro of the file, which is not accepted (write out what it does)"


def walk(node: object) -> Iterator[dict]:
    """Every part of DuckDB's tree, outermost first."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def unsafe(tree: dict) -> str | None:
    """Why a tree is not accepted; None where it is."""
    for node in walk(tree):
        kind, group = node.get("type"), node.get("class")
        if group is not None and "query_location" in node and group not in EXPRESSIONS:
            return f"holds a {group.lower()}, which is not accepted"
        if isinstance(kind, str) and kind.endswith("_NODE") and kind not in STATEMENTS:
            return f"holds a {kind.lower()}, which is not accepted"
        if group is None and "sample" in node and "alias" in node and kind not in RELATIONS:
            return f"reads from a {str(kind).lower()}, which is not accepted"
        if node.get("sample"):
            return "draws a sample, so that each run would give other numbers"
        if kind == "TABLE_FUNCTION":
            name = node["function"].get("function_name", "").lower()
            if name not in (*ROWS_MADE, *ROWS_READ):
                return f"takes rows from {name}(), which is not accepted"
        elif group == "FUNCTION" and forbidden(node["function_name"]):
            return f"calls {node['function_name']}(), which is not accepted"
        elif kind == "BASE_TABLE" and node["table_name"].lower().startswith(HIDDEN_TABLES):
            return f"reads {node['table_name']}, which is not accepted"
    return None


def _file_of(node: dict) -> bool:
    """Whether a part of the tree names files: a table that is called like one, or a reader."""
    if node.get("type") == "BASE_TABLE":
        name = _table_called(node)
        return any(sign in name for sign in "/\\.")
    return node.get("type") == "TABLE_FUNCTION" and (
        node["function"].get("function_name", "").lower() in ROWS_READ
    )


def _table_called(node: dict) -> str:
    """A table's name, with its schema: orders.csv without quotes is a file to DuckDB as well."""
    return ".".join(part for part in (node.get("schema_name"), node["table_name"]) if part)


def _with_files(
    where: str,
    text: str,
    tree: dict,
    engine: DuckDBEngine,
    folders: Folders,
    settings: TableMapping,
) -> str:
    """The text with each file's name as an absolute path: the engine opens no other.

    A workbook's name becomes that of a table with the rows of its sheet, and the name of a text file
    that the engine would not read as it is written becomes a SELECT of its rows.
    """
    written = text.encode()
    places: dict[int, str] = {}
    tables: set[int] = set()  # the places where a name stands for rows, in no reader's brackets
    for node in filter(_file_of, walk(tree)):
        if node["type"] == "BASE_TABLE":
            places[node["query_location"]] = _table_called(node)
            tables.add(node["query_location"])
            continue
        arguments = node["function"].get("arguments") or node["function"].get("children") or []
        first = arguments[0] if arguments else {}
        first = first.get("expression", first)
        constants = [first] if first.get("class") == "CONSTANT" else _items(first)
        names = {one["query_location"]: _text_of(one) for one in constants}
        if not names or None in names.values():
            refuse(where, text, "reads files whose names are not written out in it")
        places |= {place: name for place, name in names.items() if name is not None}
    for place in sorted(places, reverse=True):
        name = places[place]
        if "://" in name:
            refuse(where, text, f'reads "{name}", which is not a file of its folders')
        path = folders.find(name)
        if path is None and ending_of(Path(name)):
            raise InputError(f'{where}: there is no file "{name}" beside the company file')
        if path is None:  # a table with a dot in its name
            continue
        end = _end_of_literal(written, place)
        named = quoted(str(path))
        if place in tables:
            named = rows_in_a_select(engine, files_meant(path), settings) or named
        written = written[:place] + named.encode() + written[end:]
    return written.decode()


def _items(node: dict) -> list[dict]:
    """The entries of a list that is written out: ['a.csv', 'b.csv']."""
    is_list = node.get("function_name") == "list_value" or node.get("type") == "ARRAY_CONSTRUCTOR"
    items = (node.get("arguments") or node.get("children") or []) if is_list else []
    return [one.get("expression", one) for one in items]


def _text_of(node: Mapping) -> str | None:
    """The text that a constant holds, in the forms of DuckDB 1 and 2."""
    literal, value = node.get("literal"), node.get("value")
    if isinstance(literal, Mapping) and literal.get("kind") == "STRING":
        return literal.get("text")
    if isinstance(value, Mapping) and isinstance(value.get("value"), str):
        return value["value"]
    return None


def _end_of_literal(text: bytes, start: int) -> int:
    """Where the quoted name that begins at a place ends."""
    quote = text[start : start + 1]
    if quote not in (b"'", b'"'):
        bare = re.match(rb"[\w.]*", text[start:])
        return start + (bare.end() if bare else 0)
    end = start + 1
    while text[end : end + 1] != quote or text[end + 1 : end + 2] == quote:
        end += 2 if text[end : end + 1] == quote else 1
    return end + 1
