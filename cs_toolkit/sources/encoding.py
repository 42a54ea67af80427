"""Text files of any encoding as UTF-8, which is what the engine reads."""

import codecs
import csv
import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, cast

from ..errors import InputError

UTF_8 = ("utf-8", "utf-8-sig")
BLOCK = 1 << 22
FIRST = 20_480  # rows: those by which the engine guesses


def is_empty(path: Path) -> bool:
    """Whether a file holds nothing but white space in its first 64 KB."""
    with opened(path) as file:
        return not file.read(65536).strip()


def start_of(path: Path, encoding: str = "utf-8") -> str:
    """The first 64 KB of a file, where its column names are."""
    with opened(path) as file:
        return file.read(65536).decode(encoding, errors="replace")


def end_of(path: Path, encoding: str = "utf-8") -> str:
    """The last 16 to 64 KB of a text file that is not packed, from the start of a line on."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 65536) // 4 * 4)
        return file.read().decode(encoding.replace("utf-16", "utf-16-le"), errors="replace").partition("\n")[2]  # fmt: skip


def odd_line(path: Path, delimiter: str | None, like: int | None = None) -> str | None:
    """Which row of a UTF-8 file is the first to have other cells than its first row, in words.

    With ``like`` the first rows are looked at alone, and compared with that many cells.
    """
    csv.field_size_limit(1 << 30)  # a long cell is not what is looked for
    with opened(path) as file:
        lines = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        reader = csv.reader(lines, delimiter=delimiter or _parts_cells(path), strict=True)
        try:
            rows = (row for row in reader if row)
            if like is not None:
                odd = (
                    (n, len(row))
                    for n, row in enumerate(islice(rows, FIRST), 1)
                    if len(row) != like
                )
                number, cells = next(odd, (0, 0))
                return f"row {number} has {cells} cells and later rows {like}" if number else None
            first = next(rows, [])
            for number, row in enumerate(rows, start=2):
                if len(row) != len(first):
                    return f"row {number} has {len(row)} cells and the first row {len(first)}"
        except csv.Error as error:  # a quote that is never closed
            return f"line {reader.line_num}: {error}"
    return None


def with_one_line_end(path: Path, copy: Path) -> Path:
    """The file itself if its lines all end alike, else a copy whose lines end with a line feed."""
    ends = {b"\r\n": 0, b"\n": 0, b"\r": 0}
    with opened(path) as file:
        while block := _whole_lines(file):
            both = block.count(b"\r\n")
            ends[b"\r\n"] += both
            ends[b"\n"] += block.count(b"\n") - both
            ends[b"\r"] += block.count(b"\r") - both
    if sum(1 for count in ends.values() if count) < 2:
        return path
    whole = copy.with_name(f"lines_{copy.name}")
    with opened(path) as file, whole.open("wb") as target:
        while block := _whole_lines(file):
            target.write(block.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))
    return whole


def repeats_its_first_line(path: Path) -> bool:
    """Whether the first line of a UTF-8 file, its column names, stands in it once more."""
    with opened(path) as file:
        first = file.readline(1 << 16).removeprefix(codecs.BOM_UTF8).strip()
        if not first:
            return False
        before = b"\n"
        while block := file.read(BLOCK):
            read = (before + block).replace(codecs.BOM_UTF8, b"")
            if b"\n" + first in read:  # a line that begins so is looked at by its cells
                return True
            before = read[-len(first) - 1 :]
    return False


def _whole_lines(file: IO[bytes]) -> bytes:
    """The next block of a file, which does not part a carriage return from its line feed."""
    block = file.read(BLOCK)
    return block + file.read(1) if block.endswith(b"\r") else block


def _parts_cells(path: Path) -> str:
    names = start_of(path).partition("\n")[0]
    return max(",;\t|", key=names.count)


def as_utf8(path: Path, encoding: str, copy: Path) -> Path:
    """The file itself if it is UTF-8, else its decoded ``copy``."""
    try:
        codec = codecs.lookup(encoding)
    except LookupError:
        codec = None
    if codec is None or not codec._is_text_encoding:
        raise InputError(f'encoding = "{encoding}" is not known; write "latin-1", "cp850" …')
    if codec.name in UTF_8:
        _must_be_utf8(path)
        return path
    try:
        with opened(path) as raw, copy.open("w", encoding="utf-8", newline="") as target:
            reader = codec.streamreader(raw)
            while block := reader.read(BLOCK):
                target.write(block)
    except UnicodeError as error:
        raise InputError(f'{path.name} is not in encoding = "{encoding}": {error}') from None
    return copy


def _must_be_utf8(path: Path) -> None:
    decoder, line = codecs.getincrementaldecoder("utf-8")(), 1
    with opened(path) as file:
        while block := file.read(BLOCK):
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                line += block[: error.start].count(b"\n")
                raise InputError(
                    f"{path.name} is not UTF-8 (line {line}, byte {error.object[error.start]:#04x}): "
                    "write its encoding in the company file, for example "
                    f'encoding = "{likely_encoding(path)}"'
                ) from None
            line += block.count(b"\n")


def likely_encoding(path: Path) -> str:
    """The encoding in which a text file is most likely written; all of the file can be read in it."""
    from charset_normalizer import from_bytes

    with opened(path) as file:
        start = file.read(1 << 18)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        start.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError as error:
        if error.start >= len(start) - 3:  # a character that the end of the sample parts
            return "utf-8"
    best = from_bytes(start).best()
    guessed = [best.encoding] if best else []
    # what nearly every program in the West writes that does not write UTF-8, where a few letters
    # leave a choice between encodings of one alphabet
    if not best or "Latin" in " ".join(best.alphabets):
        guessed = ["cp1252", "latin-1"]
    for encoding in (*guessed, "latin-1"):
        if _reads(path, encoding):
            return encoding
    return "latin-1"


def _reads(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with opened(path) as file:
        try:
            while block := file.read(BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeError:
            return False
    return True


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """A file's bytes, unpacked; what cannot be read or unpacked is the file's fault."""
    try:
        with (
            gzip.open(path, "rb") if path.name.lower().endswith(".gz") else path.open("rb") as file
        ):
            yield cast(IO[bytes], file)
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(
            f"{path.name} is not a whole gzip file ({error}): write it or fetch it again"
        ) from None
    except OSError as error:
        raise InputError(f"{path.name} cannot be read: {error.strerror or error}") from None
