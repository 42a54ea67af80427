"""Folders for temporary files that do not outlive their process, however it ends.

A process removes its folders when it is done or asked to end. One that is killed cannot: each folder
holds a lock that ends with its process, and the next process removes the folders whose lock is free.
"""

import os
import shutil
import signal
import tempfile
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

PREFIX = "cs_toolkit_"
LOCK = ".lock"
MOST_TRIES = 5
PART = ".part"  # a file that is being written, beside the one that it becomes


class TemporaryFolder:
    """A folder that is removed when this object goes, at the latest with its process."""

    def __init__(self) -> None:
        sweep()
        with _undisturbed():
            self.path = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}_"))
            self._lock = _locked(self.path)
            self._remove = weakref.finalize(self, _removed, self.path, self._lock, os.getpid())

    def close(self) -> None:
        """Remove the folder now."""
        self._remove()


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder for a while."""
    folder = TemporaryFolder()
    try:
        yield folder.path
    finally:
        folder.close()


@contextmanager
def temporary_files_in(folder: Path) -> Iterator[None]:
    """Temporary files of libraries lie in a folder of ours meanwhile: a killed process leaves none."""
    folder.mkdir()
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


def sweep() -> None:
    """Remove the folders that processes left which were killed; never one that is in use."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}[0-9]*_*"):
        try:
            with (folder / LOCK).open("rb") as file:
                if take_lock(file):
                    shutil.rmtree(folder, ignore_errors=True)
        except FileNotFoundError:  # its process was killed while it made the folder, or removed it
            if _process_is_gone(folder):
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:  # another user's, or gone meanwhile
            continue


def write_whole(path: Path, content: bytes) -> None:
    """Write a file all at once, and remove what killed processes left of files beside it.

    Raises OSError where there is no room; nothing of the file is left then.
    """
    for part in path.parent.glob(f".*{PART}"):
        with suppress(OSError), part.open("rb") as file:  # another one may sweep at the same time
            if take_lock(file):
                part.unlink()
    with tempfile.NamedTemporaryFile(
        dir=path.parent, prefix=".", suffix=PART, delete=False
    ) as file:  # mode 0600
        part = Path(file.name)
        try:
            take_lock(file)
            file.write(content)
            file.flush()
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    try:
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _process_is_gone(folder: Path) -> bool:
    number = folder.name.removeprefix(PREFIX).partition("_")[0]
    if os.name == "nt" or not number.isdecimal():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except OSError:  # it runs, as another user
        return False
    return False


def _locked(folder: Path) -> IO[bytes]:
    """The folder's lock file, open and locked before it bears its name: nobody sees it unlocked."""
    made = folder / f"{LOCK}.new"
    file = made.open("wb")
    if take_lock(file):
        made.rename(folder / LOCK)
    return file


def _removed(folder: Path, lock: IO[bytes], process: int) -> None:
    with _undisturbed():
        if os.getpid() == process:  # a forked process has the object, and not the folder
            for _ in range(MOST_TRIES):  # an engine may write into it until it is gone
                shutil.rmtree(folder, ignore_errors=True)
                if not folder.exists():
                    break
        lock.close()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A signal that asks to end waits until a folder is made, or removed as a whole."""
    came: list[int] = []
    before: dict[int, Any] = {}
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            # what Python does not handle ends the process at once
            if number is not None and callable(signal.getsignal(number)):
                before[number] = signal.signal(number, lambda got, _: came.append(got))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in came:
            signal.raise_signal(number)


def take_lock(file: IO[bytes]) -> bool:
    """Take a lock that ends with the process; False where another process holds it, or none can."""
    try:
        import fcntl
    except ImportError:  # Windows: nothing is swept there
        return False
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
