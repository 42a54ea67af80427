"""What an answer depends on: the tables that its measures read, with the content of their files."""

from collections.abc import Iterable
from pathlib import Path

from ..measures import MeasureFile
from ..measures.estimates import estimate_inputs
from ..measures.sql_text import relations_of
from ..sources.opening import FolderSource
from ..tables.identity import OWN
from ..tables.loading import Tables
from .cache import digest


def tables_of(
    measure_files: Iterable[MeasureFile], tables: Tables, made: Iterable[str]
) -> frozenset[str]:
    """The tables that some measures may read; all of them where an estimate asks for one of ``made``,
    what is made of the whole company."""
    read: set[str] = set()
    for measure_file in measure_files:
        if measure_file.estimates and set(estimate_inputs(measure_file.name)) & set(made):
            return tables.there
        needed = {need.table for choices in measure_file.needs for need in choices}
        read |= (relations_of(measure_file.text) | needed) & tables.there
    return frozenset(read)


def of_tables(names: Iterable[str], tables: Tables, known: dict[Path, str]) -> list | None:
    """The mapping and the files' content of some tables; None where one is not a file.

    ``known`` keeps the digests of this company's files: a file is read once.
    """
    if not isinstance(tables.source, FolderSource):
        return None
    if tables.source.folders.moved():  # what was read is not what lies there now
        return None
    found, copies = [], str(tables.source.engine.temporary_file(""))
    for name in sorted(names):
        one = tables.all[name]
        parts = (*one.parts, *one.also)
        paths = [part.path for part in parts if part.path]
        read = (name, *OWN) if one.also else (name,)
        mapped = " ".join(
            repr(mapping) for table in read for mapping in tables.settings.tables.get(table, ())
        ).lower()
        if len(paths) < len(parts) or "select" in mapped:  # a SELECT may read any file
            return None
        for path in paths:
            if path not in known:
                known[path] = digest(path)
        found.append((name, one.select.replace(copies, ""), [known[path] for path in paths]))
    # which other tables there are decides what is missing, and their columns by what to split
    return [found, sorted((name, sorted(columns)) for name, columns in tables.filled.items())]
