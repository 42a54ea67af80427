"""The lines that warnings and problems propose, in place in the company file, as a diff.

What a cure changes is read off the proposal itself, so that the text on the screen and the change are one.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import unified_diff
from typing import Any

import tomlkit

from ..errors import InputError
from ..schema import TABLES

_VALUE = r"""(?:\{[^{}]*\}|"(?:[^"\\]|\\.)*"|'[^']*'|\d[\d.]*|true|false)"""
_IN_SECTION = re.compile(
    rf"\[(policies|surveys\.\w+|tables\.\w+)\]\s+(?!columns:)((?:\w+)\s*=\s*{_VALUE})"
)
_AT_THE_TOP = re.compile(r'(currency = "[A-Z]{3}") in the company file')
_OF_A_TABLE = re.compile(rf"\b(\w+) = ({_VALUE})")
_READING = (
    "where",
    "encoding",
    "delimiter",
    "sheet",
    "skip_rows",
    "footer_rows",
    "comment",
    "nulls",
    "one_row_per",
)


@dataclass(frozen=True)
class Cure:
    """A change of the company file that a check proposes: its name, the change, whether it is a choice.

    ``replaces`` is the column whose line it takes the place of.
    """

    name: str
    change: Mapping
    is_choice: bool
    says: str
    replaces: str | None = None


def cures_of(found: Iterable) -> list[Cure]:
    """The cures that some warnings or problems propose as a line, each once.

    A proposal that begins with "if" is a choice, which nobody but a person makes.
    """
    cures: dict[str, Cure] = {}
    for one in found:
        if getattr(one, "accepted", ""):
            continue
        change = _change(one.fix, one.table)
        name = getattr(one, "name", f"{one.table}.{one.column}")
        if change and "…" not in str(change):
            choice = one.fix.startswith("if ") or "; else " in one.fix or "decide" in one.fix
            place = re.search(r"in place of (\w+)", one.fix)
            cure = Cure(name, change, choice, one.fix, place[1] if place else None)
            cures.setdefault(f"{name} {change}", cure)
    return list(cures.values())


def _change(fix: str, table: str) -> dict:
    """What a proposal changes, as a company file would say it; nothing where it proposes no line."""
    if found := _IN_SECTION.search(fix):
        return _read(f"[{found[1]}]\n{found[2]}")
    if found := _AT_THE_TOP.search(fix):
        return _read(found[1])
    columns = TABLES[table].columns if table in TABLES else {}
    for found in _OF_A_TABLE.finditer(fix):
        if found[1] in columns:
            return _read(f"[tables.{table}.columns]\n{found[1]} = {found[2]}")
        if found[1] in _READING:
            return _read(f"[tables.{table}]\n{found[1]} = {found[2]}")
    return {}


def _read(text: str) -> dict:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return {}


def cured(text: str, cures: Iterable[Cure]) -> str:
    """The text of a company file with some cures in place; its comments and its order stay.

    >>> cure = Cure("x", {"tables": {"orders": {"columns": {"amount": "total"}}}}, False, "")
    >>> print(cured('name = "Acme"  # ours\\n[tables.orders]\\nfrom = "sales"\\n', [cure]))
    name = "Acme"  # ours
    [tables.orders]
    from = "sales"
    columns = {amount = "total"}
    <BLANKLINE>
    """
    document, plain = tomlkit.parse(text), tomllib.loads(text)
    for cure in cures:
        for settings in (document, plain):
            _merge(settings, cure.change, cure.replaces)
    made = tomlkit.dumps(document)
    if tomllib.loads(made) != plain:
        raise InputError(
            "the company file is laid out in a way in which its lines cannot be put in place: write them by hand"
        )
    return made


def _merge(settings: Any, change: Mapping, replaces: str | None) -> None:
    for key, value in change.items():
        if not isinstance(value, Mapping):
            settings[key] = value
            continue
        if key == "columns" and replaces and replaces in settings.get(key, {}):
            del settings[key][replaces]
        inner = settings.get(key)
        if inner is None:
            settings[key] = tomlkit.inline_table() if key == "columns" else tomlkit.table()
            inner = settings[key]
        for part in _parts(inner, value, replaces):
            _merge(part, value, replaces)


def _parts(inner: Any, value: Mapping, replaces: str | None) -> list:
    """The sections that a change is about: of several of one table those with the column, else all."""
    if not isinstance(inner, list):
        return [inner]
    with_it = [one for one in inner if replaces and replaces in one.get("columns", {})]
    named = [one for one in inner if set(value.get("columns", {})) & set(one.get("columns", {}))]
    return with_it or named or list(inner)


def difference(before: str, after: str, name: str) -> str:
    """A unified diff of a company file, as ``patch`` reads it."""
    lines = unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), name, name
    )
    return "".join(line if line.endswith("\n") else line + "\n" for line in lines)
