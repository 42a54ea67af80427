"""Files as relations of the embedded engine: CSV, JSON, Parquet, Excel, and the packed ones of these.

Each ending has its reader; what is packed is unpacked first.
"""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from ..config.company_file import TableMapping
from ..dialects import DuckDBEngine, first_line, quoted
from ..errors import InputError
from .csv_files import read_csv
from .frame_relation import frame_relation
from .json_files import more_follows, select_of_json
from .packed import PACKED, archive_of, is_packed, unpacked
from .relation import Relation, refuse_renamed, refuse_repeated
from .text_kinds import forms_of_texts
from .workbook import read_workbook

_TEXT = (".csv", ".tsv", ".txt")
_JSON = (".json", ".jsonl", ".ndjson")
EXCEL = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_WHOLE = (".parquet", *EXCEL)
UNPACKED = (*_TEXT, *_JSON, *_WHOLE)
ENDINGS = (
    *UNPACKED,
    *(ending + ".gz" for ending in (*_TEXT, *_JSON)),
    *(ending + packed for ending in UNPACKED for packed in PACKED),
    ".zip",
)
IN_WORDS = ".csv, .tsv, .txt, .json, .jsonl, .parquet, .xlsx, .xlsb, .xls and .ods, also as .gz, .zip, .bz2 or .xz"
CSV = tuple(text + gz for text in _TEXT for gz in ("", ".gz"))
JSON = tuple(json + gz for json in _JSON for gz in ("", ".gz"))


def ending_of(path: Path) -> str | None:
    """The known ending of a file's name, or None."""
    name = path.name.lower()
    return next((ending for ending in ENDINGS if name.endswith(ending)), None)


def table_name(path: Path) -> str:
    """The name that a file gives its rows: without folder and endings."""
    return path.name[: -len(ending_of(path) or "")].lower() if ending_of(path) else path.stem


def read_file(engine: DuckDBEngine, path: Path, settings: TableMapping) -> Relation:
    """A relation over one file; ``settings`` are those of the table's mapping."""
    archive = archive_of(path)
    if not path.is_file() and not archive:
        raise InputError(f"there is no file {path}")
    if archive or is_packed(path):
        held = unpacked(path, engine.temporary_file(uuid4().hex), UNPACKED)
        return replace(_read(engine, held, settings, path.name), path=archive or path)
    return _read(engine, path, settings, path.name)


def _read(engine: DuckDBEngine, path: Path, settings: TableMapping, name: str) -> Relation:
    """A relation over a file that is not packed; ``name`` is what messages call it."""
    ending = ending_of(path)
    if settings.each and ending not in JSON:
        raise InputError(f'each = "{settings.each}" is for JSON, and {name} is none: leave it out')
    if ending == ".parquet":
        return _read_parquet(engine, path, name)
    if ending in EXCEL:
        frame, origin = read_workbook(
            path, settings.sheet, settings.nulls, settings.header,
            skip_rows=settings.skip_rows, footer_rows=settings.footer_rows, called=name,
        )  # fmt: skip
        return frame_relation(engine, frame, origin, path=path)
    if ending in JSON:
        select = select_of_json(engine, path, name, settings.nulls, settings.each)
        kinds = engine.kinds(select)
        refuse_repeated(name, kinds)
        return Relation(
            select, kinds, name, path=path, typed=forms_of_texts(engine, select, kinds),
            more=more_follows(engine, path),
        )  # fmt: skip
    if ending in CSV:
        return read_csv(engine, path, settings, name)
    raise InputError(f"{name} cannot be read: known endings are {IN_WORDS}")


def _read_parquet(engine: DuckDBEngine, path: Path, called: str) -> Relation:
    file = quoted(str(path))
    select = f"select * from read_parquet({file})"
    try:
        kinds = engine.kinds(select)
        written = engine.read(f"select name from parquet_schema({file})")["name"]
    except engine.errors as error:
        raise InputError(f"{called} cannot be read as Parquet: {first_line(error)}") from None
    refuse_renamed(called, kinds, set(written))
    return Relation(select, kinds, called, path=path)
