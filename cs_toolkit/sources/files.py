"""Files as relations of the embedded engine: CSV (gz too), Parquet, Excel.

A CSV is read as text: a type that is guessed turns "00012" into 12 and a region NA into nothing.
Expressions of a company file may still want numbers or dates, so a relation also has typed forms,
and the first one on which a table's expressions all make sense is taken.
"""

import codecs
import gzip
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from ..errors import InputError
from .casts import named, quoted
from .engine import DuckDBEngine, kind_of

ENDINGS = (".csv", ".csv.gz", ".tsv", ".tsv.gz", ".txt", ".txt.gz", ".parquet", ".xlsx", ".xlsm")
AS_TEXT = " as text"
CSV = tuple(ending for ending in ENDINGS if ending[1:4] in ("csv", "tsv", "txt"))


@dataclass(frozen=True)
class Relation:
    """What a SELECT may stand on: a native SELECT, its columns with their kinds, where it came from."""

    select: str
    kinds: dict[str, str]
    origin: str
    path: Path | None = None
    as_text: str = ""  # what a column's name ends with where it stands untyped
    typed: Callable[[], tuple["Relation", ...]] = field(default=tuple, repr=False)


def ending_of(path: Path) -> str | None:
    """The known ending of a file's name, or None."""
    name = path.name.lower()
    return next((ending for ending in ENDINGS if name.endswith(ending)), None)


def table_name(path: Path) -> str:
    """The name that a file gives its rows: without folder and endings."""
    return path.name[: -len(ending_of(path) or "")].lower() if ending_of(path) else path.stem


def read_file(engine: DuckDBEngine, path: Path, settings) -> Relation:
    """A relation over one file; ``settings`` are those of the table's mapping."""
    if not path.is_file():
        raise InputError(f"there is no file {path}")
    ending = ending_of(path)
    if ending == ".parquet":
        select = f"select * from read_parquet({quoted(str(path))})"
        try:
            return Relation(select, engine.kinds(select), path.name, path=path)
        except engine.errors as error:
            raise InputError(f"{path.name} cannot be read as Parquet: {_plainly(error)}") from None
    if ending in (".xlsx", ".xlsm"):
        return _read_excel(engine, path, settings)
    if ending in CSV:
        return _read_csv(engine, path, settings)
    raise InputError(f"{path.name} cannot be read: known endings are {', '.join(ENDINGS)}")


def _read_excel(engine: DuckDBEngine, path: Path, settings) -> Relation:
    try:
        frame = pd.read_excel(
            path, sheet_name=settings.sheet or 0, dtype=object, keep_default_na=False,
            na_values=["", *settings.nulls], header=0 if settings.header else None,
        )  # fmt: skip
    except (ValueError, KeyError, OSError) as error:
        raise InputError(f"{path.name} cannot be read as a workbook: {error}") from None
    return frame_relation(engine, frame, path.name, path=path)


def frame_relation(engine, frame: pd.DataFrame, origin: str, path: Path | None = None) -> Relation:
    """A relation over a DataFrame; a column of mixed things is read as text."""
    frame = frame.reset_index(drop=True)
    frame.columns = [str(column) for column in frame.columns]
    for column in (name for name in frame if frame[name].dtype.kind == "O"):
        kinds = set(map(type, frame[column].dropna()))
        if kinds and kinds <= {pd.Timestamp} | {type(pd.Timestamp(0).to_pydatetime())}:
            frame[column] = pd.to_datetime(frame[column])
        elif kinds - {int, float, bool}:
            frame[column] = frame[column].map(_as_text, na_action="ignore")
    name = engine.register(frame)
    select = f'select * from "{name}"'
    return Relation(select, engine.kinds(select), origin, path=path)


def _as_text(value) -> str:
    whole = isinstance(value, float) and value.is_integer()
    return str(int(value)) if whole else str(value)


def _read_csv(engine: DuckDBEngine, path: Path, settings) -> Relation:
    readable = _as_utf8(engine, path, settings.encoding)
    if settings.delimiter == " ":  # blanks line up columns: a run of them is one
        try:
            frame = pd.read_csv(
                readable, sep=r"\s+", dtype=str, keep_default_na=False, na_values=["", *settings.nulls],
                header=0 if settings.header else None, compression="infer",
            )  # fmt: skip
        except (ValueError, OSError) as error:
            raise InputError(f"{path.name} cannot be read: {error}") from None
        if not settings.header:
            frame.columns = [f"column{index}" for index in range(frame.shape[1])]
        return frame_relation(engine, frame, path.name, path=path)
    if _is_empty(readable):
        raise InputError(f"{path.name} is empty: it needs at least a line with the column names")
    nulls = ["", *settings.nulls]
    options = [
        f"header = {str(settings.header).lower()}",
        f"nullstr = [{', '.join(map(quoted, nulls))}]",
        "quote = '\"'",
        "strict_mode = true",
        "null_padding = false",
    ]
    if settings.delimiter:
        options.append(f"delim = {quoted(settings.delimiter)}")
    elif ".tsv" in path.name.lower():
        options.append("delim = '\\t'")
    source = f"read_csv({quoted(str(readable))}, all_varchar = true, {', '.join(options)})"
    text = f"select * from {source}"
    try:
        names = list(engine.kinds(text))
        guessed = engine.kinds(
            f"select * from read_csv({quoted(str(readable))}, sample_size = 20480, {', '.join(options)})"
        )
    except engine.errors as error:
        raise InputError(f"{path.name} cannot be read as CSV: {_plainly(error)}") from None
    return Relation(
        text,
        dict.fromkeys(names, "text"),
        path.name,
        path,
        typed=lambda: _typed(engine, text, names, guessed),
    )


def _typed(engine, text: str, names: list[str], guessed: dict[str, str]) -> tuple[Relation, ...]:
    """The same rows with numbers typed, and with dates typed too; ids with leading zeros stay text."""
    numbers = {"integer": "bigint", "decimal": "double", "boolean": "boolean"}
    dated = numbers | {"date": "date", "timestamp": "timestamp", "timestamp_tz": "timestamptz"}
    whole = [name for name in names if guessed.get(name) == "integer"]
    padded: set[str] = set()
    if whole:
        flags = ", ".join(f"bool_or(regexp_matches({named(name)}, '^0[0-9]'))" for name in whole)
        found = engine.query(f"select {flags} from ({text}) as read").iloc[0]
        padded = {
            name for name, flag in zip(whole, found, strict=True) if flag is True or flag == 1
        }
    forms = []
    for known in (numbers, dated):
        kinds = {
            name: guessed[name] if guessed.get(name) in known and name not in padded else "text"
            for name in names
        }
        columns = (
            f"try_cast({named(name)} as {known[kind]}) as {named(name)}"
            if kind != "text"
            else named(name)
            for name, kind in kinds.items()
        )
        raw = (f"{named(name)} as {named(name + AS_TEXT)}" for name in names)
        select = f"select {', '.join((*columns, *raw))} from ({text}) as read"
        forms.append(Relation(select, kinds, "typed", as_text=AS_TEXT))
    return tuple(forms)


def _plainly(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return " ".join(lines[:2])[:400]


def _is_empty(path: Path) -> bool:
    opened = gzip.open if path.name.endswith(".gz") else Path.open
    with opened(path, "rb") as file:
        return not file.read(65536).strip()


def _as_utf8(engine: DuckDBEngine, path: Path, encoding: str) -> Path:
    """The file itself if it is UTF-8, else a decoded copy among the engine's temporary files."""
    try:
        codec = codecs.lookup(encoding)
    except LookupError:
        raise InputError(
            f'encoding = "{encoding}" is not known; write "latin-1", "cp850" …'
        ) from None
    opened = gzip.open if path.name.endswith(".gz") else open
    if codec.name in ("utf-8", "utf-8-sig"):
        decoder, line = codecs.getincrementaldecoder("utf-8")(), 1
        with opened(path, "rb") as file:
            while block := file.read(1 << 22):
                try:
                    decoder.decode(block)
                except UnicodeDecodeError as error:
                    line += block[: error.start].count(b"\n")
                    raise InputError(
                        f"{path.name} is not UTF-8 (line {line}, byte {error.object[error.start]:#04x}): "
                        'write its encoding in the company file, for example encoding = "latin-1" or "cp850"'
                    ) from None
                line += block.count(b"\n")
        return path
    copy = engine.temporary_file(path.name.removesuffix(".gz"))
    try:
        with opened(path, "rb") as raw, copy.open("w", encoding="utf-8", newline="") as target:
            reader = codec.streamreader(raw)
            while block := reader.read(1 << 20):
                target.write(block)
    except UnicodeDecodeError as error:
        raise InputError(f'{path.name} is not in encoding = "{encoding}": {error}') from None
    return copy


__all__ = [
    "ENDINGS",
    "Relation",
    "ending_of",
    "frame_relation",
    "kind_of",
    "read_file",
    "table_name",
]
