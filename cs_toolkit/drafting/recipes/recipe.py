"""A recipe as its file says it."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

KEYS = {"system", "title", "download", "assumes", "files", "tables", "surveys", "zone_from"}
TABLE_KEYS = {"table", "file", "files", "from", "where", "columns", "note", "one_row_per"}


@dataclass(frozen=True)
class RecipeTable:
    """One table that a recipe fills: from which of its files, which rows, which columns.

    A column is an expression with headings in braces, or a list of them: the first whose headings
    are all there is taken.
    """

    table: str
    files: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    where: tuple[str, ...] = ()
    select: str | None = None
    one_row_per: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Recipe:
    """One export of one system."""

    name: str
    system: str
    title: str
    download: str
    assumes: tuple[str, ...]
    files: Mapping[str, tuple[str, ...]]
    tables: tuple[RecipeTable, ...]
    surveys: Mapping[str, Mapping] = field(default_factory=dict)
    zone_from: tuple[str, ...] = ()


@cache
def recipes() -> tuple[Recipe, ...]:
    """All recipes, by the names of their files.

    >>> "stripe_dashboard" in [recipe.name for recipe in recipes()]
    True
    """
    found = [one for one in files(__package__).iterdir() if one.name.endswith(".toml")]
    return tuple(
        _recipe(one.name.removesuffix(".toml"), tomllib.loads(one.read_text(encoding="utf-8")))
        for one in sorted(found, key=lambda one: one.name)
    )


def _recipe(name: str, given: Mapping) -> Recipe:
    _only(name, given, KEYS)
    return Recipe(
        name=name,
        system=given["system"],
        title=given["title"],
        download=given["download"],
        assumes=tuple(given["assumes"]),
        files={role: tuple(one["headings"]) for role, one in given["files"].items()},
        tables=tuple(_table(name, one) for one in given["tables"]),
        surveys=given.get("surveys", {}),
        zone_from=_several(given.get("zone_from", ())),
    )


def _table(name: str, given: Mapping) -> RecipeTable:
    _only(name, given, TABLE_KEYS)
    return RecipeTable(
        table=given["table"],
        files=_several(given.get("files", given.get("file"))),
        columns={column: _several(one) for column, one in given["columns"].items()},
        where=_several(given.get("where", ())),
        select=given.get("from"),
        one_row_per=_several(given.get("one_row_per", ())),
        note=given.get("note", ""),
    )


def _only(name: str, given: Mapping, keys: set[str]) -> None:
    for key in set(given) - keys:
        raise ValueError(f"the recipe {name} has a key that nobody reads: {key}")


def _several(given: str | Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)
