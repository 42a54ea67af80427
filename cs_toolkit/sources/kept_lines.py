"""The lines of a text file that hold its table: what stands above, below and between is left out."""

import csv
import io
from collections import Counter, deque
from pathlib import Path

from .encoding import end_of, opened, start_of

MOST_BELOW = 30  # lines in which the end of a long file's table is looked for
LOOKED_AT = 200  # lines in which a title above the column names is looked for


def kept_lines(
    path: Path, copy: Path, *, skip_rows: int, footer_rows: int, comment: str | None
) -> Path:
    """A copy of a UTF-8 file without some of its lines, or the file where none is to be left out.

    ``skip_rows`` are the first lines, empty ones too; ``footer_rows`` the last that are not
    empty; a ``comment`` starts a line that is left out wherever it stands.
    """
    if not (skip_rows or footer_rows or comment):
        return path
    # not between two quotes: a line of a long comment is no line of the table
    waiting: deque[str] = deque()
    plain = copy.with_name(f"kept_{copy.name.removesuffix('.gz')}")
    with opened(path) as raw, plain.open("w", encoding="utf-8", newline="") as target:
        quoted = False
        for number, line in enumerate(io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")):
            if number < skip_rows:
                continue
            if not quoted and ((comment and line.lstrip().startswith(comment)) or not line.strip()):
                continue
            if quoted:
                waiting[-1] += line
            else:
                waiting.append(line)
            quoted ^= line.count('"') % 2 == 1
            while len(waiting) > footer_rows + 1:
                target.write(waiting.popleft())
        while len(waiting) > footer_rows:
            target.write(waiting.popleft())
    return plain


def what_to_leave_out(path: Path, delimiter: str | None) -> str | None:
    """The lines of a company file that leave out titles, comments and a footer; None where none would."""
    found = left_out(path, delimiter)
    words = [
        f'{key} = "{value}"' if value == "#" else f"{key} = {value}" for key, value in found.items()
    ]
    return " and ".join(words) or None


def left_out(
    path: Path, delimiter: str | None, *, sure: bool = False, encoding: str = "utf-8"
) -> dict[str, str | int]:
    """The settings by which a file's titles, comments and footer are no rows of its table.

    The table's own rows are those with the commonest number of cells, more than one. ``sure`` leaves
    out only lines of one cell: one of several may be a row, which a person has to look at.
    """
    start = start_of(path, encoding).removeprefix("\ufeff")
    lines = start.splitlines()[:LOOKED_AT]
    sign = delimiter or max(",;\t|", key="".join(lines).count)
    try:
        marked = [line for line in lines if line.lstrip().startswith("#")]
        plain = [line for line in lines if not line.lstrip().startswith("#")]
        widths = Counter(len(row) for row in csv.reader(plain, delimiter=sign))
        # a row whose first cell is #1001 is no comment: it is as wide as the table
        remarks = all(
            not widths[len(row)] or len(row) < 2 for row in csv.reader(marked, delimiter=sign)
        )
        found: dict[str, str | int] = {"comment": "#"} if len(marked) > 1 and remarks else {}
        rows = plain if found else lines
        cells = [len(row) for row in csv.reader(rows, delimiter=sign)]
    except csv.Error:
        return {}
    usual = Counter(count for count in cells if count > 1).most_common(1)
    if not usual:
        return {}
    width = usual[0][0]
    first = cells.index(width)
    if sure and first and max(cells[:first]) > 1:
        return {}
    if first and any(line.strip() for line in rows[:first]):
        found["skip_rows"] = first
    if len(lines) == LOOKED_AT or len(start) > 65_000:  # the footer lies further on
        return found | _footer_of(path, sign, width, encoding)
    footer = 0
    while footer < len(cells) and cells[-1 - footer] != width:
        footer += 1
    if sure and footer and max(cells[-footer:]) > 1:
        return {}
    if filled := sum(1 for count in cells[len(cells) - footer :] if count):
        found["footer_rows"] = filled
    return found


def _footer_of(path: Path, sign: str, width: int, encoding: str) -> dict[str, str | int]:
    """The lines of at most one cell that stand below the rows of a long file."""
    if path.name.lower().endswith(".gz"):
        return {}
    lines = [line for line in end_of(path, encoding).splitlines() if line.strip()][-MOST_BELOW:]
    try:
        cells = [len(row) for row in csv.reader(lines, delimiter=sign)]
    except csv.Error:
        return {}
    footer = 0
    while footer < len(cells) and cells[-1 - footer] == 1:
        footer += 1
    # below a row of the table, or else they may be lines of a long comment
    below = 0 < footer < len(cells) and cells[-1 - footer] == width
    return {"footer_rows": footer} if below and not lines[-footer - 1].count('"') % 2 else {}
