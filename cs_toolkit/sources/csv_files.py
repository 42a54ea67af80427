"""A CSV as a relation: every cell is text first, and no line is lost.

A type that is guessed turns "00012" into 12 and a region NA into nothing. Expressions of a company
file may still want numbers or dates, so a relation also has typed forms, and the first one on which
a table's expressions all make sense is taken.
"""

from pathlib import Path
from uuid import uuid4

import pandas as pd

from ..config.company_file import TableMapping
from ..dialects import DuckDBEngine, first_line, quoted, quoted_name
from ..errors import InputError
from .encoding import (
    as_utf8,
    is_empty,
    odd_line,
    repeats_its_first_line,
    start_of,
    with_one_line_end,
)
from .frame_relation import frame_relation
from .kept_lines import kept_lines, what_to_leave_out
from .relation import Relation, refuse_renamed
from .text_kinds import kinds_of_text, typed_forms


def read_csv(engine: DuckDBEngine, path: Path, settings: TableMapping, called: str) -> Relation:
    """A relation over a CSV; ``called`` is what messages name it."""
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
    refuse_renamed(called, names, start_of(readable))
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
        typed=lambda: typed_forms(engine, text, names, guessed()),
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
