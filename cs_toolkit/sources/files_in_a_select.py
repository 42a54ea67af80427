"""Files that a SELECT names and the engine would not read as they are written.

A workbook, a packed file, one in another encoding or with lines around its table: our own reader
reads it, with the settings of the section. A plain CSV, JSON or Parquet file is the engine's.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ..config.company_file import TableMapping
from ..dialects import DuckDBEngine, quoted_name
from .encoding import UTF_8, likely_encoding, repeats_its_first_line
from .files import CSV, EXCEL, read_file
from .packed import archive_of, is_packed
from .relation import AS_TEXT, Relation
from .several import read_files


def rows_in_a_select(
    engine: DuckDBEngine, paths: Sequence[Path], settings: TableMapping
) -> str | None:
    """The rows of some files as what a SELECT may stand on; None where the engine reads them itself."""
    if not paths or not any(_is_ours(path, settings) for path in paths):
        return None
    name = paths[0].name
    read = read_files(
        engine, sorted(paths), name, lambda one: read_file(engine, one, _of_file(one, settings))
    )
    forms = read.typed()
    return _columns(forms[-1] if forms else read)


def _is_ours(path: Path, settings: TableMapping) -> bool:
    name = path.name.lower()
    if is_packed(path) or archive_of(path) or name.endswith(EXCEL):
        return True
    return name.endswith(CSV) and (
        settings != _plain(settings)
        or likely_encoding(path) not in UTF_8
        or repeats_its_first_line(path)
    )


def _plain(settings: TableMapping) -> TableMapping:
    """The mapping as it would be if nothing were said about how its files are written."""
    return TableMapping(
        settings.source, settings.columns, settings.where, time_zone=settings.time_zone,
        months_across=settings.months_across, one_row_per=settings.one_row_per,
        currency=settings.currency,
    )  # fmt: skip


def _of_file(path: Path, settings: TableMapping) -> TableMapping:
    """The settings for one of several files: an encoding is that of those which are not UTF-8."""
    packed = is_packed(path) or archive_of(path)
    if settings.encoding in UTF_8 or packed or not path.name.lower().endswith(CSV):
        return settings
    plain = likely_encoding(path) in UTF_8
    return replace(settings, encoding="utf-8") if plain else settings


def _columns(form: Relation) -> str:
    """The rows in their own columns, without those that hold the same as text."""
    names = ", ".join(quoted_name(name) for name in form.kinds if not name.endswith(AS_TEXT))
    return f"(select {names} from ({form.select}) as read)"
