"""What a draft finds in a source: its files, how each is written, and which of them are one table.

One bad file stops no other. What is odd about a file (an encoding, lines around its table, a word for
nothing) is found here and stands in its section.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from itertools import takewhile
from pathlib import Path
from typing import cast
from uuid import uuid4

from ..config.company_file import TableMapping
from ..dialects import DuckDBEngine, quoted
from ..errors import InputError
from ..sources.encoding import likely_encoding, start_of
from ..sources.files import EXCEL, JSON, UNPACKED
from ..sources.folders import WILD
from ..sources.json_files import lists_of_several
from ..sources.kept_lines import left_out
from ..sources.layout import Layout, csv_rows, layout_of
from ..sources.packed import archive_of, is_packed, unpacked
from ..sources.relation import Relation
from ..sources.several import table_files
from ..sources.source import Source
from ..sources.workbook import sheet_rows
from .written import words_for_nothing

# the lists in which a subscription has its prices: each of them is paid
ITEMS = ("items.data", "items", "subscription_items")
MOST_ROWS = 5_000  # of a workbook, in which its layout is looked for
# what parts of one export differ by: tickets-1, tickets (2), tickets_2026-10, part-00000
_PART = re.compile(r"[\d\s()._-]+|(?i:part|page|batch|chunk|copy)")


@dataclass(frozen=True)
class Found:
    """One table of a source as it can be read: a file, or several that are parts of one."""

    name: str
    given: str  # what from says: a name, or a pattern of files
    literal: str  # how a SELECT names it
    relation: Relation
    settings: Mapping[str, object] = field(default_factory=dict)
    layout: Layout = field(default_factory=Layout)
    files: tuple[str, ...] = ()  # the names of all its files, where there are several
    delimiter: str = ","  # what parts the cells of a text file

    @property
    def columns(self) -> list[str]:
        """The names of its columns."""
        return list(self.relation.kinds)


def found_in(source: Source) -> tuple[dict[str, Found], dict[str, str]]:
    """The tables that can be read, by name, and why the others cannot."""
    found: dict[str, Found] = {}
    unread: dict[str, str] = {}
    files: Mapping[str, Path] = getattr(source, "files", {})
    for name in source.names:
        path = files.get(name)
        literal = quoted(_from(path)) if path else name
        _read(source, Found(name, name, literal, _NOTHING), path, found, unread)
    home = _home(source)
    for folder in _folders_of_parts(home, found):
        given = folder.relative_to(home).as_posix() if home else folder.as_posix()
        parts = table_files(folder.rglob("*"))
        pattern = _pattern(folder, parts)
        one = Found(
            folder.name.lower(), f"{given}/{pattern}", quoted(f"{given}/{pattern}"), _NOTHING,
            files=tuple(path.name for path in parts),
        )  # fmt: skip
        _read(source, one, parts[0], found, unread)
    return _together(source, found), unread


_NOTHING = Relation("", {}, "")


def _from(path: Path) -> str:
    """How a company file beside a file names it, in an archive too."""
    archive = archive_of(path)
    return path.relative_to(archive.parent).as_posix() if archive else path.name


def _on_disk(source: Source, path: Path | None) -> Path | None:
    """A file as it can be looked into: one that is packed is unpacked for it."""
    if path is None or not (is_packed(path) or archive_of(path)):
        return path
    try:
        engine = cast(DuckDBEngine, source.engine)
        return unpacked(path, engine.temporary_file(uuid4().hex), UNPACKED)
    except InputError:
        return path


def _home(source: Source) -> Path | None:
    folders = source.folders.allowed
    return folders[0] if hasattr(source, "files") and folders else None


def _read(
    source: Source, one: Found, path: Path | None, found: dict[str, Found], unread: dict[str, str]
) -> None:
    """Read a table by the settings that its error would propose, where it cannot be read as it is."""
    called = path.stem if path else ""
    path = _on_disk(source, path)
    layout = _layout(path, called)
    attempts: list[dict] = [layout.settings, {}] if layout.settings else [{}]
    if path is not None and path.name.lower().endswith(JSON):
        several = [name for name in lists_of_several(DuckDBEngine(), path) if name in ITEMS]
        attempts = [{"each": several[0]}, {}] if several else attempts
    reasons = []
    for attempt in (*attempts, None):
        settings = _settings_of(path) if attempt is None else attempt
        try:
            relation = source.relation(mapping_of(one.given, settings))
            if path is not None and "nulls" not in settings:
                words = words_for_nothing(source.engine, relation)
                if words:
                    settings = {**settings, "nulls": words}
                    relation = source.relation(mapping_of(one.given, settings))
        except InputError as error:
            reasons.append(" ".join(str(error).split()))
            continue
        found[one.name] = replace(
            one, relation=relation, settings=settings, layout=layout, delimiter=_delimiter_of(path)
        )
        return
    unread[one.name] = reasons[len(attempts) - 1]


def mapping_of(given: str, settings: Mapping) -> TableMapping:
    """The mapping of a table that is only read, by some settings."""
    nulls = tuple(settings.get("nulls", ()))
    return TableMapping(source=given, **{**settings, "nulls": nulls})


def _folders_of_parts(home: Path | None, found: Mapping[str, Found]) -> list[Path]:
    """The folders in which parts of one table lie: beside no company file, and not called like a file."""
    if home is None or not home.is_dir():
        return []
    return [
        one
        for one in sorted(home.iterdir())
        if one.is_dir() and not one.name.startswith((".", "_")) and one.name.lower() not in found
        and not any(one.rglob("*.toml")) and table_files(one.rglob("*"))
        and len({path.suffix for path in table_files(one.rglob("*"))}) == 1
    ]  # fmt: skip


def _pattern(folder: Path, parts: list[Path]) -> str:
    ending = parts[0].name[parts[0].name.index(".") :] if "." in parts[0].name else ""
    ending = "".join(parts[0].suffixes[-2:]) if parts[0].suffix.lower() == ".gz" else parts[0].suffix or ending  # fmt: skip
    deep = any(path.parent != folder for path in parts)
    return f"**/*{ending}" if deep else f"*{ending}"


def _together(source: Source, found: dict[str, Found]) -> dict[str, Found]:
    """The tables with those that are parts of one export put together.

    They have the same columns, and names that differ by a number, a date or a word such as part.
    """
    groups: dict[tuple, list[Found]] = {}
    for one in found.values():
        alike = (frozenset(map(str.lower, one.columns)), _stem(one.name), not one.files)
        groups.setdefault(alike, []).append(one)
    result: dict[str, Found] = {}
    paths: Mapping[str, Path] = getattr(source, "files", {})
    for group in groups.values():
        first = group[0]
        if len(group) == 1 or not all(one.name in paths for one in group):
            result |= {one.name: one for one in group}
            continue
        files = [paths[one.name] for one in group]
        pattern = _pattern_of(files, paths.values())
        settings = _common(group)
        try:
            given = pattern or _union(files)
            relation = source.relation(mapping_of(given, settings))
        except InputError:
            result |= {one.name: one for one in group}
            continue
        literal = quoted(pattern) if pattern else f"({given})"
        names = tuple(one.name for one in group)
        result[first.name] = replace(
            first, given=given, literal=literal, relation=relation, settings=settings, files=names
        )
    return result


def _stem(name: str) -> str:
    return _PART.sub("", name)


def _pattern_of(files: list[Path], all_files: Iterable[Path]) -> str:
    """The pattern that means these files and no other; nothing where there is none."""
    names = [path.name for path in files]
    if any(sign in name for name in names for sign in WILD) or any(map(archive_of, files)):
        return ""
    before = shared_start(names)
    after = shared_start([name[len(before) :][::-1] for name in names])[::-1]
    pattern = f"{before}*{after}"
    meant = {path.name for path in all_files if fnmatchcase(path.name, pattern)}
    return pattern if meant == set(names) and before else ""


def shared_start(texts: list[str]) -> str:
    """The signs that all of some texts begin with."""
    columns = zip(*texts, strict=False)
    return "".join(signs[0] for signs in takewhile(lambda signs: len(set(signs)) == 1, columns))


def _union(files: list[Path]) -> str:
    return " union all by name ".join(f"select * from {quoted(_from(path))}" for path in files)


def _common(group: Iterable[Found]) -> dict[str, object]:
    """What several files say of how they are written; the first wins, words for nothing add up."""
    return joined(one.settings for one in group)


def joined(several: Iterable[Mapping[str, object]]) -> dict[str, object]:
    """The settings of several files as those of one section.

    >>> joined([{"encoding": "cp1252"}, {"nulls": ["NULL"]}, {"nulls": ["-", "NULL"]}])
    {'encoding': 'cp1252', 'nulls': ['NULL', '-']}
    """
    made: dict[str, object] = {}
    for settings in several:
        for key, value in settings.items():
            if key == "nulls" and isinstance(value, list):
                before = made.get(key, [])
                value = list(dict.fromkeys([*(before if isinstance(before, list) else []), *value]))
                made[key] = value
            else:
                made.setdefault(key, value)
    return made


def _layout(path: Path | None, called: str) -> Layout:
    """How a hand-kept sheet is written; nothing where its file cannot be read."""
    if path is None:
        return Layout()
    name = path.name.lower()
    try:
        if name.endswith(EXCEL):
            sheet, rows = sheet_rows(path, MOST_ROWS)
            return layout_of(rows, sheet, called)
        if name.endswith((".csv", ".tsv", ".txt")) and likely_encoding(path) == "utf-8":
            return layout_of(csv_rows(path, None), called)
    except InputError:
        pass
    return Layout()


def _delimiter_of(path: Path | None) -> str:
    if path is None or not re.search(r"\.(csv|tsv|txt)(\.gz)?$", path.name.lower()):
        return ","
    names = start_of(path, likely_encoding(path)).partition("\n")[0]
    return max(",;\t|", key=names.count)


def _settings_of(path: Path | None) -> dict[str, object]:
    """How a text file is written that cannot be read as it is."""
    if path is None or not re.search(r"\.(csv|tsv|txt)(\.\w+)?$", path.name.lower()):
        return {}
    encoding = likely_encoding(path)
    named: dict[str, object] = {"encoding": encoding} if encoding != "utf-8" else {}
    return named | left_out(path, None, sure=True, encoding=encoding)
