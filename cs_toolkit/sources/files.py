"""Files as relations of the embedded engine: CSV, JSON, Parquet, Excel, and the packed ones of these.

A CSV is read as text: a type that is guessed turns "00012" into 12 and a region NA into nothing.
Expressions of a company file may still want numbers or dates, so a relation also has typed forms,
and the first one on which a table's expressions all make sense is taken.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import uuid4

import pandas as pd

from ..config.company_file import TableMapping
from ..dialects import DuckDBEngine, Engine, first_line, kind_of, quoted, quoted_name
from ..errors import InputError
from .encoding import (
    as_utf8,
    is_empty,
    odd_line,
    repeats_its_first_line,
    start_of,
    with_one_line_end,
)
from .json_files import more_follows, select_of_json
from .kept_lines import kept_lines, what_to_leave_out
from .packed import PACKED, archive_of, is_packed, unpacked
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
AS_TEXT = " as text"
CSV = tuple(text + gz for text in _TEXT for gz in ("", ".gz"))
JSON = tuple(json + gz for json in _JSON for gz in ("", ".gz"))


@dataclass(frozen=True)
class Relation:
    """What a SELECT may stand on: a native SELECT, its columns with their kinds, where it came from."""

    select: str
    kinds: dict[str, str]
    origin: str
    path: Path | None = None
    as_text: str = ""  # what a column's name ends with where it stands untyped
    raw_kinds: Mapping[str, str] = field(default_factory=dict)  # of those that are no text there
    typed: Callable[[], tuple["Relation", ...]] = field(default=tuple, repr=False)
    blank: str = ""  # the SELECT of the rows that hold nothing, which are not read
    repeated: str = ""  # the SELECT of the rows that say the column names again, likewise
    more: str = ""  # what around the rows says that they are a page of a longer list


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
        _refuse_repeated(name, kinds)
        return Relation(
            select, kinds, name, path=path, typed=_of_texts(engine, select, kinds),
            more=more_follows(engine, path),
        )  # fmt: skip
    if ending in CSV:
        return _read_csv(engine, path, settings, name)
    raise InputError(f"{name} cannot be read: known endings are {IN_WORDS}")


def _read_parquet(engine: DuckDBEngine, path: Path, called: str) -> Relation:
    file = quoted(str(path))
    select = f"select * from read_parquet({file})"
    try:
        kinds = engine.kinds(select)
        written = engine.read(f"select name from parquet_schema({file})")["name"]
    except engine.errors as error:
        raise InputError(f"{called} cannot be read as Parquet: {first_line(error)}") from None
    _refuse_renamed(called, kinds, set(written))
    return Relation(select, kinds, called, path=path)


def frame_relation(
    engine: DuckDBEngine, frame: pd.DataFrame, origin: str, path: Path | None = None
) -> Relation:
    """A relation over a DataFrame; a column of mixed things is read as text."""
    if not isinstance(frame, pd.DataFrame):
        raise InputError(f"{origin} is of type {type(frame).__name__}, not a DataFrame")
    frame = frame.reset_index(drop=True)
    frame.columns = [str(column) for column in frame.columns]
    if frame.columns.empty:
        raise InputError(f"{origin} has no columns")
    _refuse_repeated(origin, frame.columns)
    for column in frame:
        if frame[column].dtype.kind == "O":
            frame[column] = _of_one_kind(frame[column])
        elif frame[column].dtype.kind in "cV":  # complex numbers: no engine has such a column
            frame[column] = frame[column].map(_as_text, na_action="ignore").astype(object)
    try:
        name = engine.register(frame)
    except engine.errors as error:
        raise InputError(f"{origin} cannot be read: {first_line(error)}") from None
    select = f'select * from "{name}"'
    kinds = engine.kinds(select)
    typed = _of_texts(engine, select, kinds) if path else tuple  # a caller's frame is as he made it
    return Relation(select, kinds, origin, path=path, typed=typed)


def _of_texts(
    engine: DuckDBEngine, select: str, kinds: Mapping[str, str]
) -> Callable[[], tuple[Relation, ...]]:
    """What gives the typed forms of rows whose cells may be numbers or dates written as text."""
    texts = [name for name, kind in kinds.items() if kind == "text"]

    def typed() -> tuple[Relation, ...]:
        return _typed(engine, select, list(kinds), kinds_of_text(engine, select, texts), kinds)

    return typed if texts else tuple


def _of_one_kind(column: pd.Series) -> pd.Series:
    kinds = set(map(type, column.dropna()))
    try:
        if kinds and kinds <= {pd.Timestamp, datetime}:
            return pd.to_datetime(column)
        if kinds == {int}:
            return column.astype("Int64")
        if kinds and kinds <= {int, float}:
            return column.astype(float)
    except (ValueError, TypeError, OverflowError):  # times of several zones, numbers beyond 64 bits
        return column.map(_as_text, na_action="ignore")
    return column if kinds <= {bool} else column.map(_as_text, na_action="ignore")


def _as_text(value: Any) -> str:
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if whole else str(value)


def _refuse_repeated(origin: str, names: Iterable[str]) -> None:
    known = [name.lower() for name in names]
    repeated = [name for name in names if known.count(name.lower()) > 1]
    if repeated:
        raise InputError(
            f"{origin} has more than one column {repeated[0].lower()} ({', '.join(repeated)}): "
            "rename or drop one of them"
        )


def _refuse_renamed(origin: str, names: Iterable[str], written: Iterable) -> None:
    """The engine calls a second column "mrr" mrr_1: a reader of mrr would get either of them."""
    known = {name.lower() for name in names}
    for name in names:
        first = re.sub(r"_\d+$", "", name)
        if first != name and first.lower() in known and name not in written:
            raise InputError(
                f"{origin} has more than one column {first}: rename or drop one of them"
            )


def _read_csv(engine: DuckDBEngine, path: Path, settings: TableMapping, called: str) -> Relation:
    # two folders may have files of one name
    copy = engine.temporary_file(f"{uuid4().hex}_{path.name.removesuffix('.gz')}")
    readable = with_one_line_end(as_utf8(path, settings.encoding, copy), copy)
    readable = kept_lines(
        readable, copy, skip_rows=settings.skip_rows, footer_rows=settings.footer_rows,
        comment=settings.comment,
    )  # fmt: skip
    if settings.delimiter == " ":  # blanks line up columns: a run of them is one
        try:
            frame = pd.read_csv(
                readable, sep=r"\s+", dtype=str, keep_default_na=False, na_values=["", *settings.nulls],
                header=0 if settings.header else None, compression="infer",
            )  # fmt: skip
        except (ValueError, OSError) as error:
            raise InputError(f"{called} cannot be read: {error}") from None
        if not settings.header:
            frame.columns = [f"column{index}" for index in range(frame.shape[1])]
        return frame_relation(engine, frame, called, path=path)
    if is_empty(readable):
        raise InputError(f"{called} is empty: it needs at least a line with the column names")
    options = [
        f"header = {str(settings.header).lower()}",
        f"nullstr = [{', '.join(map(quoted, ['', *settings.nulls]))}]",
        "quote = '\"'",
        "escape = '\"'",
        "comment = ''",  # a line that starts with # is a row like any other
        "strict_mode = true",
        "null_padding = false",
    ]
    if settings.delimiter:
        options.append(f"delim = {quoted(settings.delimiter)}")
    elif ".tsv" in path.name.lower():
        options.append("delim = '\\t'")
    try:
        names = list(engine.kinds(_csv(readable, "all_varchar = true", *options)))
    except engine.errors as error:
        odd = odd_line(readable, settings.delimiter) or first_line(error)
        raise InputError(_not_csv(called, odd, readable, settings.delimiter)) from None
    if len(names) == 1 and not settings.delimiter and (uneven := odd_line(readable, None)):
        # lines of different lengths kept the engine from seeing what parts the cells
        raise InputError(_not_csv(called, uneven, readable, None))
    if not settings.header and (shorter := odd_line(readable, settings.delimiter, like=len(names))):
        # the engine takes shorter first rows for a preamble, and leaves them out
        raise InputError(f"{called} cannot be read as CSV: {shorter}")
    _refuse_renamed(called, names, start_of(readable))
    text, blank, repeated = _csv(readable, "all_varchar = true", *options), "", ""
    if len(names) > 1:  # a spreadsheet leaves rows of nothing but delimiters
        filled = f"coalesce({', '.join(map(quoted_name, names))}) is not null"
        text, blank = f"{text} where {filled}", f"{text} where not ({filled})"
    if len(names) > 1 and settings.header and repeats_its_first_line(readable):
        # several files were put one below the other, each with its column names
        again = " and ".join(
            f"ltrim({quoted_name(name)}, chr(65279)) is not distinct from {quoted(name)}"
            for name in names
        )
        text, repeated = f"{text} and not ({again})", f"{text} and ({again})"
    # every line is looked at: one that is beyond a guess from the first ones would become null
    guessing = _csv(readable, "sample_size = -1", *options)
    guessed = (lambda: kinds_of_text(engine, text, names)) if repeated else (lambda: engine.kinds(guessing))  # fmt: skip
    return Relation(
        text,
        dict.fromkeys(names, "text"),
        called,
        path,
        typed=lambda: _typed(engine, text, names, guessed()),
        blank=blank,
        repeated=repeated,
    )


def _not_csv(called: str, why: str, readable: Path, delimiter: str | None) -> str:
    """Why a file is not read as CSV, with the lines that leave out what is no part of its table."""
    mended = what_to_leave_out(readable, delimiter)
    hint = f". To leave out what is no row of the table: {mended} in its section" if mended else ""
    return f"{called} cannot be read as CSV: {why}{hint}"


def _csv(path: Path, *options: str) -> str:
    return f"select * from read_csv({quoted(str(path))}, {', '.join(options)})"


def kinds_of_text(engine: Engine, select: str, names: Sequence[str]) -> dict[str, str]:
    """What the texts of some columns all are: whole numbers, numbers or times; other columns are left out."""
    tests = {"integer": "bigint", "decimal": "double", "timestamp": "timestamp"}
    if not names:
        return {}
    wanted = [f"count({quoted_name(name)})" for name in names]
    wanted += [
        f"count(try_cast({quoted_name(name)} as {kind}))"
        for kind in tests.values()
        for name in names
    ]
    # 12.5 is a whole number to a cast, which rounds it
    wanted += [f"count(*) filter ({quoted_name(name)} like '%.%')" for name in names]
    counts = [int(one) for one in engine.read(f"select {', '.join(f'{one} as n{at}' for at, one in enumerate(wanted))} from ({select}) as read").iloc[0]]  # fmt: skip
    width = len(names)
    found: dict[str, str] = {}
    for at, name in enumerate(names):
        of_kind = dict(zip(tests, counts[at + width : -width : width], strict=True))
        if counts[at - width]:
            of_kind["integer"] = 0
        if counts[at]:
            kind = next((one for one, count in of_kind.items() if count == counts[at]), None)
            found |= {name: kind} if kind else {}
    return found


def _typed(
    engine: Engine, text: str, names: list[str], guessed: Mapping[str, str],
    known_kinds: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Relation, ...]:  # fmt: skip
    """The same rows with numbers typed, and with dates typed too; ids with leading zeros stay text.

    ``known_kinds`` are those of columns that are no text, and stay as they are.
    """
    numbers = {"integer": "bigint", "decimal": "double", "boolean": "boolean"}
    dated = numbers | {"date": "date", "timestamp": "timestamp", "timestamp_tz": "timestamptz"}
    whole = [name for name in names if guessed.get(name) == "integer"]
    padded: set[str] = set()
    if whole:
        flags = ", ".join(
            f"bool_or(regexp_matches({quoted_name(name)}, '^0[0-9]'))" for name in whole
        )
        found = engine.read(f"select {flags} from ({text}) as read").iloc[0]
        padded = {
            name for name, flag in zip(whole, found, strict=True) if flag is True or flag == 1
        }
    # the engine guesses 10/31/2026 too, which a cast would make nothing of
    times = [name for name in names if guessed.get(name) in ("date", "timestamp", "timestamp_tz")]
    if times:
        lost = ", ".join(
            f"count({quoted_name(name)}) - count(try_cast({quoted_name(name)} as {dated[guessed[name]]}))"
            for name in times
        )
        found = engine.read(f"select {lost} from ({text}) as read").iloc[0]
        padded |= {name for name, count in zip(times, found, strict=True) if count}
    forms = []
    for known in (numbers, dated):
        kinds = {
            name: guessed[name]
            if guessed.get(name) in known and name not in padded
            else known_kinds.get(name, "text")
            for name in names
        }
        columns = (
            f"try_cast({quoted_name(name)} as {known[kind]}) as {quoted_name(name)}"
            if name in guessed and kind != "text"
            else quoted_name(name)
            for name, kind in kinds.items()
        )
        raw = (f"{quoted_name(name)} as {quoted_name(name + AS_TEXT)}" for name in names)
        select = f"select {', '.join((*columns, *raw))} from ({text}) as read"
        raw_kinds = {name: kind for name, kind in known_kinds.items() if kind != "text"}
        forms.append(Relation(select, kinds, "typed", as_text=AS_TEXT, raw_kinds=raw_kinds))
    return tuple(forms)


__all__ = [
    "ENDINGS",
    "Relation",
    "ending_of",
    "frame_relation",
    "kind_of",
    "read_file",
    "table_name",
]
