"""Packed files: zip, bz2 and xz are unpacked into a temporary file before they are read.

What an archive calls its file is never a path of the disk, and one that unpacks to far more than it
weighs is given up. Of a zip with several tables each is called ``export.zip/orders.csv``.
"""

import bz2
import lzma
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from ..errors import InputError

PACKED = (".zip", ".bz2", ".xz")
BLOCK = 1 << 22
ALWAYS = 1 << 28  # bytes that any file may unpack to
MOST_TIMES = 200  # and beyond that, how many times its own size


def is_packed(path: Path) -> bool:
    """Whether a file must be unpacked before it is read; gz is read as it is."""
    return path.name.lower().endswith(PACKED)


def archive_of(path: Path) -> Path | None:
    """The zip in which a file lies that is called ``export.zip/orders.csv``; None: in none."""
    if ".zip" not in str(path.parent).lower():
        return None
    return next((one for one in path.parents if is_packed(one) and one.is_file()), None)


def tables_in(path: Path, known: tuple[str, ...]) -> list[Path]:
    """What the tables of a zip are called, by name; none where it cannot be read."""
    try:
        with ZipFile(path) as archive:
            names = [one.filename for one in _readable(archive, known)]
    except (BadZipFile, OSError):
        return []
    return [path / name for name in sorted(names) if ".." not in name.split("/")]


def unpacked(path: Path, target: Path, known: tuple[str, ...]) -> Path:
    """The one file that ``path`` holds or means, written beside ``target``; ``known`` are endings of tables."""
    archive = archive_of(path)
    member = path.relative_to(archive).as_posix() if archive else None
    path = archive or path
    most = max(ALWAYS, MOST_TIMES * path.stat().st_size)
    written = 0
    try:
        with _opened(path, known, member) as (name, packed):
            ending = next((one for one in known if name.lower().endswith(one)), ".csv")
            whole = target.with_name(f"{target.name}{ending}")
            with whole.open("wb") as file:
                while block := packed.read(BLOCK):
                    written += len(block)
                    if written > most:
                        raise InputError(
                            f"{path.name} unpacks to more than {most:,} bytes, {MOST_TIMES} times its "
                            "size: unpack it yourself if that is right"
                        )
                    file.write(block)
                    _refuse_full(whole, len(block), path)
    except (BadZipFile, EOFError, lzma.LZMAError, zlib.error, RuntimeError, NotImplementedError) as error:  # fmt: skip
        raise InputError(f"{path.name} cannot be unpacked ({error}): fetch it again, without a password") from None  # fmt: skip
    except OSError as error:
        raise InputError(f"{path.name} cannot be unpacked: {error}") from None
    return whole


def _refuse_full(whole: Path, block: int, path: Path) -> None:
    if shutil.disk_usage(whole.parent).free < 4 * block:
        raise InputError(f"{path.name} does not fit unpacked into the temporary folder")


@contextmanager
def _opened(
    path: Path, known: tuple[str, ...], member: str | None
) -> Iterator[tuple[str, IO[bytes]]]:
    name = path.name.lower()
    if not name.endswith(".zip"):
        with bz2.open(path) if name.endswith(".bz2") else lzma.open(path) as file:
            yield path.stem, file
        return
    with ZipFile(path) as archive:
        held = _readable(archive, known)
        if member is not None:
            held = [one for one in held if one.filename == member]
        if len(held) != 1:
            shown = ", ".join(one.filename for one in held[:5]) or "none"
            raise InputError(
                f"{path.name} holds {len(held)} files that can be read ({shown}), and one is meant: "
                + (
                    f'name it, from = "{path.name}/{held[0].filename}"'
                    if held
                    else "put a table in it"
                )
            )
        with archive.open(held[0]) as file:
            yield held[0].filename, file


def _readable(archive: ZipFile, known: tuple[str, ...]) -> list[ZipInfo]:
    """The tables of an archive, without what systems put beside them."""
    return [
        one
        for one in archive.infolist()
        if one.filename.lower().endswith(known)
        and not one.filename.startswith("__MACOSX/")
        and not one.filename.rpartition("/")[2].startswith(".")
    ]
