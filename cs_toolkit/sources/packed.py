"""Packed files: zip, bz2 and xz are unpacked into a temporary file before they are read.

What an archive calls its file is never a path here, and one that unpacks to far more than it
weighs is given up.
"""

import bz2
import lzma
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from ..errors import InputError

PACKED = (".zip", ".bz2", ".xz")
BLOCK = 1 << 22
ALWAYS = 1 << 28  # bytes that any file may unpack to
MOST_TIMES = 200  # and beyond that, how many times its own size


def is_packed(path: Path) -> bool:
    """Whether a file must be unpacked before it is read; gz is read as it is."""
    return path.name.lower().endswith(PACKED)


def unpacked(path: Path, target: Path, known: tuple[str, ...]) -> Path:
    """The one file that ``path`` holds, written beside ``target``; ``known`` are endings of tables."""
    most = max(ALWAYS, MOST_TIMES * path.stat().st_size)
    written = 0
    try:
        with _opened(path, known) as (name, packed):
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
def _opened(path: Path, known: tuple[str, ...]) -> Iterator[tuple[str, IO[bytes]]]:
    name = path.name.lower()
    if not name.endswith(".zip"):
        with bz2.open(path) if name.endswith(".bz2") else lzma.open(path) as file:
            yield path.stem, file
        return
    with ZipFile(path) as archive:
        held = [
            one
            for one in archive.infolist()
            if one.filename.lower().endswith(known)
            and not one.filename.startswith("__MACOSX/")
            and not one.filename.rpartition("/")[2].startswith(".")
        ]
        if len(held) != 1:
            shown = ", ".join(one.filename for one in held[:5]) or "none"
            raise InputError(
                f"{path.name} holds {len(held)} files that can be read ({shown}), and one is meant: "
                "unpack it beside the company file and name the one that is meant"
            )
        with archive.open(held[0]) as file:
            yield held[0].filename, file
