"""JSON and JSON lines: nested values are columns of their own, called ``outer.inner``.

A text stays a text, as in a CSV: a time with its zone would lose it to a guess. A single object
around one list of rows, as an interface answers (``{"data": [...]}``), stands for the list.
"""

import re
from pathlib import Path
from typing import Any

from ..dialects import DuckDBEngine, first_line, quoted, quoted_name
from ..errors import InputError

# bytes of one object, for which memory is set aside: an answer that holds all its rows is a large one
USUAL, LARGEST = 1 << 24, 1 << 27
# how interfaces say around a page's rows that others follow
_MORE = re.compile(
    r"(?i)(^|\.)(has_?more|has_?next(_?page)?|next(_?page|_?cursor|_?offset|_?page_?token|_?page_?url|_?records_?url)?(\.\w+)*)$"
)
_NO_MORE = (None, "", "false", "null")
ENTRY = '"one of each"'  # the column of a nested list's entries, each a row


def select_of_json(
    engine: DuckDBEngine, path: Path, name: str, nulls: tuple[str, ...], each: str | None = None
) -> str:
    """The SELECT that reads a file with its nested values as columns; ``name`` is for messages.

    ``each`` is a nested list such as items.data: each entry is a row.
    """
    for most in (USUAL, LARGEST):
        read = (
            f"select * from read_json({quoted(str(path))}, sample_size = -1, dateformat = '%Y?', "
            f"timestampformat = '%Y?', map_inference_threshold = -1, field_appearance_threshold = 0, "
            f"maximum_object_size = {most})"
        )
        try:
            return _flat(engine, _rows(engine, read), nulls, name, each)
        except engine.errors as error:
            why = first_line(error)
            if "maximum_object_size" not in str(error):
                break
    raise InputError(f"{name} cannot be read as JSON: {why}")


def _rows(engine: DuckDBEngine, read: str) -> str:
    """The rows themselves, also where one object holds them in its one list of objects."""
    lists = []
    for column, kind in _described(engine, read):
        if _holds_objects(kind):
            lists.append(quoted_name(column))
        elif kind.id == "struct":  # {"_embedded": {"conversations": [...]}}
            inner = [name for name, child in kind.children if _holds_objects(child)]
            lists += [f"{quoted_name(column)}.{quoted_name(name)}" for name in inner]
    if len(lists) != 1:
        return read
    count = engine.connection.execute(f"select count(*) from (select 1 from ({read}) limit 2)")
    if count.fetchall() != [(1,)]:
        return read
    return f"select unnest(row) from (select unnest({lists[0]}) as row from ({read}))"


def more_follows(engine: DuckDBEngine, path: Path) -> str:
    """What around the rows says that they are one page of a longer list, such as ``has_more = true``."""
    read = f"select * from read_json({quoted(str(path))}, sample_size = -1, maximum_object_size = {LARGEST})"
    said: dict[str, str] = {}

    def look(name: str, expression: str, kind: Any) -> None:
        if kind.id == "struct":
            for inner, inner_kind in kind.children:
                look(f"{name}.{inner}", f"{expression}.{quoted_name(inner)}", inner_kind)
        elif kind.id != "list" and _MORE.search(name):
            said[name] = f"cast({expression} as varchar)"

    try:
        if _rows(engine, read) == read:  # rows as they lie: nothing is around them
            return ""
        for name, kind in _described(engine, read):
            look(name, quoted_name(name), kind)
        columns = ", ".join(said.values()) or "null"
        (found,) = engine.connection.execute(f"select {columns} from ({read})").fetchall()
    except engine.errors:
        return ""
    values = dict(zip(said, found, strict=False))
    names = (f"{name} = {value}" for name, value in values.items() if value not in _NO_MORE)
    return next(names, "")


def _described(engine: DuckDBEngine, select: str) -> list[tuple]:
    relation = engine.connection.sql(select)
    return list(zip(relation.columns, relation.types, strict=True))


def _holds_objects(kind: Any) -> bool:
    return kind.id == "list" and dict(kind.children)["child"].id == "struct"


def _flat(
    engine: DuckDBEngine, rows: str, nulls: tuple[str, ...], called: str, each: str | None
) -> str:
    columns: list[str] = []
    lists: list[str] = []
    entries = ""

    def add(name: str, expression: str, kind: Any, *, in_entry: bool = False) -> None:
        nonlocal entries
        if name == each and _holds_objects(kind) and not in_entry:
            # a row without entries stays, with nothing in their columns
            some = f"case when len({expression}) > 0 then {expression} else [null] end"
            entries = f", unnest({some}) as {ENTRY}"
            add(name, f"read.{ENTRY}", dict(kind.children)["child"], in_entry=True)
            return
        if kind.id == "struct":
            for inner, inner_kind in kind.children:
                part = f"{expression}.{quoted_name(inner)}"
                add(f"{name}.{inner}", part, inner_kind, in_entry=in_entry)
            return
        if _holds_objects(kind) and not in_entry:
            if _at_most_one(engine, rows, expression):
                add(name, f"{expression}[1]", dict(kind.children)["child"])
                return
            lists.append(name)
        if kind.id == "varchar":
            empty = ", ".join(map(quoted, ("", *nulls)))
            expression = f"case when {expression} not in ({empty}) then {expression} end"
        elif str(kind) == '"NULL"':  # a key that is null in every row
            expression = f"cast({expression} as varchar)"
        columns.append(f"{expression} as {quoted_name(name)}")

    for name, kind in _described(engine, rows):
        add(name, f"read.{quoted_name(name)}", kind)
    if each and not entries:
        raise InputError(
            f'each = "{each}": {called} has no such list of several objects'
            + (f"; it has {', '.join(lists)}" if lists else "")
        )
    rows = f"select *{entries} from ({rows}) as read" if entries else rows
    return f"select {', '.join(columns)} from ({rows}) as read"


def _at_most_one(engine: DuckDBEngine, rows: str, expression: str) -> bool:
    """Whether a list holds one object in every row that has it: then it is like a nested one."""
    longest = engine.connection.execute(f"select max(len({expression})) from ({rows}) as read")
    ((most,),) = longest.fetchall()
    return (most or 0) <= 1


def lists_of_several(engine: DuckDBEngine, path: Path) -> list[str]:
    """The nested lists of a file that hold several objects in some row, such as items.data."""
    read = f"select * from read_json({quoted(str(path))}, sample_size = -1, maximum_object_size = {LARGEST})"
    found: list[str] = []

    def look(name: str, expression: str, kind: Any) -> None:
        if kind.id == "struct":
            for inner, inner_kind in kind.children:
                look(f"{name}.{inner}", f"{expression}.{quoted_name(inner)}", inner_kind)
        elif _holds_objects(kind) and not _at_most_one(engine, rows, expression):
            found.append(name)

    try:
        rows = _rows(engine, read)
        for name, kind in _described(engine, rows):
            look(name, f"read.{quoted_name(name)}", kind)
    except engine.errors:
        return []
    return found
