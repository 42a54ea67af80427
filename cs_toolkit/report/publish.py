"""A report takes its place all at once: whatever is interrupted, the old one is there or the new one.

``os.replace`` cannot replace a folder that is not empty, so the old report steps aside first. Only
between two renames is there none in its place, and then the next run puts it back.
"""

import errno
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from rich.console import Console

from ..company.opening import ARCHIVE
from ..errors import InputError

LOCK = ".lock"
PART = ".part"
PATIENCE_SECONDS = 1800
# a full or read-only disk, a file where a folder is meant, nobody's right to write
REFUSALS = (
    errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EEXIST, errno.ENOTDIR,
    errno.ENAMETOOLONG, errno.EFBIG,
)  # fmt: skip


@contextmanager
def writable(out: Path) -> Iterator[None]:
    """What the system refuses while a report is written, in one sentence."""
    try:
        yield
    except OSError as error:
        if error.errno not in REFUSALS:
            raise
        raise InputError(
            f"the report cannot be written into {out}: {error.strerror} "
            f"({Path(error.filename or out).name}). An older report there is as it was"
        ) from error


@contextmanager
def readable_by(group: bool) -> Iterator[None]:
    """What is created meanwhile is the owner's alone, or readable by the owner's group too."""
    before = os.umask(0o027 if group else 0o077)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def locked(out: Path, console: Console | None = None) -> Iterator[None]:
    """Hold the folder of reports: a second run waits; a run that dies lets go of it."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / LOCK).open("a+b") as file:
        deadline = time.monotonic() + PATIENCE_SECONDS
        shown = False
        while not _take(file):
            if time.monotonic() > deadline:
                raise InputError(
                    f"another run has been writing to {out} for too long: end it first"
                )
            if console and not shown:
                console.print(f"Waiting for another run that is writing to {out} …")
                shown = True
            time.sleep(0.2)
        yield


@contextmanager
def replacing(out: Path, name: str) -> Iterator[Path]:
    """A folder to write a report into, which becomes ``out/name`` when all went well."""
    fresh = _fresh(out, name)
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    try:
        yield fresh
        publish(out, name)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def publish(out: Path, name: str) -> None:
    """The old report steps aside, the new one takes its place, the old one goes to the archive."""
    target, aside = out / name, _aside(out, name)
    try:
        if target.exists():
            target.rename(aside)
        _fresh(out, name).rename(target)
        if aside.exists():
            _archive(out, name)
    except BaseException:  # asked to end, or no room, between two renames
        if aside.exists():
            _put_right(out, name)
        raise


def recover(out: Path) -> None:
    """Put right what an interrupted run left: a report that had only stepped aside comes back."""
    for aside in sorted(out.glob(".*.old")):
        _put_right(out, aside.name.removeprefix(".").removesuffix(".old"))
    for fresh in out.glob(".*.new"):
        shutil.rmtree(fresh, ignore_errors=True)
    for part in (*out.glob(f".*{PART}"), *out.glob(f"{ARCHIVE}/*/.*{PART}")):
        part.unlink()


def archived(out: Path, name: str) -> list[Path]:
    """The earlier versions of a report, the newest first."""
    folder = out / ARCHIVE / name
    numbered = [path for path in folder.glob("*") if path.name.isdigit()] if folder.exists() else []
    return sorted(numbered, key=lambda path: -int(path.name))


def replace_text(path: Path, text: str) -> None:
    """Write a file all at once."""
    fresh = path.with_name(f".{path.name}{PART}")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    fresh.replace(path)


def _put_right(out: Path, name: str) -> None:
    """The old report that stepped aside goes to the archive, or back where no new one is."""
    if (out / name).exists():
        _archive(out, name)
    else:
        _aside(out, name).rename(out / name)


def _archive(out: Path, name: str) -> None:
    (out / ARCHIVE / name).mkdir(parents=True, exist_ok=True)
    number = 1 + max((int(path.name) for path in archived(out, name)), default=0)
    _aside(out, name).rename(out / ARCHIVE / name / str(number))


def _fresh(out: Path, name: str) -> Path:
    return out / f".{name}.new"


def _aside(out: Path, name: str) -> Path:
    return out / f".{name}.old"


def _take(file: IO) -> bool:
    """Take the system's lock on a file; it ends with the process, however that ends."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
