"""A recipe applied to what a source holds: finished sections of a company file."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ...schema import TABLES
from ..written import ALL_KINDS, Readings, filled_in, read_by_kind
from .headings import Headings
from .recipe import Recipe, RecipeTable, recipes

HOLE = re.compile(r"\{([^{}]+)\}")
WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
RESERVED = {"end", "start", "order", "group", "from", "to", "table", "column", "user", "all"}


@dataclass(frozen=True)
class Section:
    """One table of a company file as a recipe fills it, and what the recipe takes for granted."""

    recipe: Recipe
    table: str
    files: tuple[str, ...]
    source: str
    where: str | None
    columns: Mapping[str, str]
    note: str
    one_row_per: str | None = None
    reading: Mapping[str, object] = field(default_factory=dict)  # how its files are written


def sections_of(
    columns: Mapping[str, Iterable[str]], literals: Mapping[str, str],
    readings: Mapping[str, Readings] = MappingProxyType({}),
) -> tuple[list[Section], dict[str, Recipe]]:  # fmt: skip
    """The sections that recipes write for a source's files, and the recipe that knows each file.

    ``columns`` are the headings of each file, ``literals`` how a SELECT names the file, ``readings``
    how the dates and numbers of its columns are read where no cast reads them.
    Each file goes to the recipe with the most headings of it, then to the one that knows more files
    beside it, then to the one whose headings it has letter by letter: two exports of one system may
    differ in nothing else, and one of them is in cents. Each table goes to the first that fills it.
    """
    headings = {name: Headings(found) for name, found in columns.items()}
    fits = [
        (found.as_written(wanted), len(wanted), recipe, role, name)
        for recipe in recipes()
        for role, wanted in recipe.files.items()
        for name, found in headings.items()
        if found.has(wanted)
    ]
    there = {(recipe.name, role) for *_, recipe, role, _ in fits}
    usable = {(recipe.name, role): _usable(recipe, role, there) for *_, recipe, role, _ in fits}
    beside = Counter(
        recipe
        for recipe, _ in {(recipe.name, name) for *_, recipe, role, name in fits if usable[recipe.name, role]}
    )  # fmt: skip
    # a file that a recipe can use alone, or with its neighbours, is no part of a larger export
    fits.sort(
        key=lambda fit: (
            not usable[fit[2].name, fit[3]], -fit[1], -beside[fit[2].name], -fit[0], fit[2].name, *fit[3:],
        )
    )  # fmt: skip
    known: dict[str, Recipe] = {}
    roles: dict[str, dict[str, str]] = {}
    for *_, recipe, role, name in fits:
        filled = roles.setdefault(recipe.name, {})
        if name not in known and role not in filled:
            known[name] = recipe
            filled[role] = name
    sections: dict[str, list[Section]] = {}
    for recipe in {one.name: one for one in known.values()}.values():
        own: set[str] = set()
        for table in recipe.tables:
            section = _section(recipe, table, roles[recipe.name], headings, literals, readings)
            if section and table.table not in own:
                own.add(table.table)
                sections.setdefault(table.table, []).append(section)
    return [section for one in sections.values() for section in one], known


def _usable(recipe: Recipe, role: str, there: set[tuple[str, str]]) -> bool:
    """Whether a table that reads this file has all its files."""
    return any(
        role in table.files and all((recipe.name, other) in there for other in table.files)
        for table in recipe.tables
    )


def _section(
    recipe: Recipe, table: RecipeTable, roles: Mapping[str, str],
    headings: Mapping[str, Headings], literals: Mapping[str, str], readings: Mapping[str, Readings],
) -> Section | None:  # fmt: skip
    if not all(role in roles for role in table.files):
        return None
    names = {role: roles[role] for role in table.files}
    by_role = {role: headings[name] for role, name in names.items()}
    declared = TABLES[table.table]
    by_file = {role: readings.get(name, {}) for role, name in names.items()}
    fill = _Filling(by_role, {role: literals[name] for role, name in names.items()}, by_file)
    columns = {
        ours: text
        for ours, texts in table.columns.items()
        if (text := fill.first(texts, read_by_kind(declared.columns[ours].kind)))
    }
    either = not declared.either or any(
        all(column in columns for column in choice) for choice in declared.either
    )
    if not either or any(column not in columns for column in declared.required):
        return None
    select = fill.first([table.select]) if table.select else None
    if table.select and not select:
        return None
    source = select or names[table.files[0]]
    where = fill.first(table.where)
    one_row_per = fill.first(table.one_row_per)
    columns |= dict.fromkeys(
        _namesakes(table.table, by_role.values(), columns, texts=bool(one_row_per)), "null"
    )
    return Section(
        recipe, table.table, tuple(names.values()), source, where, columns, table.note,
        one_row_per,
    )  # fmt: skip


def _namesakes(
    table: str, files: Iterable[Headings], columns: Mapping[str, str], *, texts: bool
) -> Iterator[str]:
    """Columns of ours that a file happens to have and the recipe does not mean.

    A quantity that is already in the price would otherwise be multiplied a second time. ``texts`` are
    left out as well where one row of several is read: the plan of one subscription is not the customer's.
    """
    files = list(files)
    there = {column.lower() for file in files for column in file.columns}
    for name, column in TABLES[table].columns.items():
        found = any(file.find(name) for file in files) if texts else name in there
        if name not in columns and found and (texts or column.kind not in ("text", "id")):
            yield name


@dataclass(frozen=True)
class _Filling:
    """Expressions with their headings written as a file's own columns."""

    headings: Mapping[str, Headings]
    literals: Mapping[str, str]
    readings: Mapping[str, Readings]

    def first(self, texts: Iterable[str], kinds: Iterable[str] = ALL_KINDS) -> str | None:
        """The first expression whose headings are all there, with columns read as what they are for."""
        return next((text for one in texts if (text := self._filled(one, kinds)) is not None), None)

    def _filled(self, text: str, kinds: Iterable[str]) -> str | None:
        found = {hole: self._column(hole, kinds) for hole in HOLE.findall(text)}
        if None in found.values():
            return None
        return HOLE.sub(lambda match: found[match[1]] or "", text)

    def _column(self, hole: str, kinds: Iterable[str]) -> str | None:
        if hole.startswith("@"):
            return self.literals.get(hole[1:])
        role, dot, rest = hole.partition(".")
        if dot and role in self.headings and len(self.headings) > 1:
            prefix, heading = f"{role}.", rest
        else:
            role, prefix, heading = next(iter(self.headings)), "", hole
        column = self._found(self.headings[role], heading)
        if column in (None, "null"):
            return column
        own = column[1:-1].replace('""', '"') if column.startswith('"') else column
        return filled_in(self.readings.get(role, {}), own, f"{prefix}{column}", kinds)

    @staticmethod
    def _found(headings: Headings, hole: str) -> str | None:
        optional = hole.endswith("?")
        for heading in _choices(hole.removesuffix("?")):
            column = headings.find(heading)
            if column is not None:
                return written(column)
        return "null" if optional else None


def _choices(hole: str) -> Iterator[str]:
    """The headings of a hole; a pattern is one, whatever stands in it."""
    yield from [hole] if hole.startswith("~") else hole.split("|")


def written(column: str) -> str:
    """A column as an expression names it."""
    if WORD.fullmatch(column) and column.lower() not in RESERVED:
        return column
    return '"' + column.replace('"', '""') + '"'
