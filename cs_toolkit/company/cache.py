"""Answers kept from run to run: an answer over unchanged data, rules and code is read, not measured.

An entry's name is the fingerprint of all that its answer depends on: the files of the tables that it
reads, how they are mapped, the settings, the periods, the last known moment and the code. It carries
a signature of its name and content made with a key of this user, so that an entry that is damaged,
or that somebody else laid there, is never believed: it is removed and made again.
"""

import hashlib
import hmac
import io
import os
import re
import secrets
from collections.abc import Callable, Iterable
from functools import cache as once
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from ..shipped import PACKAGE
from ..sources.file_state import KEPT_ANSWERS as FOLDER
from ..temporary import write_whole

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CLOCK", "FOLDER", "Cache", "cache_in", "code_fingerprint", "digest"]

ENGINES = ("duckdb", "numpy", "pandas", "scipy", "scikit-learn", "statsmodels")
ENDING = ".answer"
MOST_BYTES = 256 * 2**20
SIGNATURE_BYTES = 32
# expressions that answer otherwise tomorrow, from the same files
CLOCK = re.compile(
    r"\b(current_(date|time|timestamp|local\w+)|localtime|localtimestamp|get_current_\w+"
    r"|transaction_timestamp|(now|today|age)\s*\()|'(now|today|yesterday|tomorrow)'",
    re.IGNORECASE,
)


class Cache:
    """A folder of answers, bounded in size; two processes may use it at once."""

    def __init__(self, folder: Path, key: bytes):
        self.folder, self._key = folder, key

    def answer(
        self, parts: Iterable[object], make: Callable[[], "pd.DataFrame"], moved: Callable[[], bool]
    ) -> "pd.DataFrame":
        """The frame that is kept under these parts; ``make`` gives it where there is none.

        Nothing is kept where the files that the parts name have ``moved`` while it was made.
        """
        import pandas as pd  # a command whose answer is kept as text needs no frames

        name = self.name_of(parts)
        found = self.read(name)
        if found is not None:
            return pd.read_parquet(io.BytesIO(found))
        frame = make()
        if not moved():
            self.write(name, frame.to_parquet(index=False))
        return frame

    @staticmethod
    def name_of(parts: Iterable[object]) -> str:
        """The name of an entry whose answer depends on these parts."""
        return hashlib.sha256(repr(tuple(parts)).encode()).hexdigest()

    def entries(self) -> list[Path]:
        """The files of the answers, those used longest ago first."""
        return sorted(self.folder.glob(f"*{ENDING}"), key=lambda path: path.stat().st_mtime)

    def size(self) -> int:
        """The bytes that all answers take."""
        return sum(path.stat().st_size for path in self.entries())

    def clear(self) -> int:
        """Remove every answer; how many there were."""
        entries = self.entries()
        for path in entries:
            path.unlink(missing_ok=True)
        return len(entries)

    def read(self, name: str) -> bytes | None:
        """What is kept under a name; None where nothing is that can be believed."""
        path = self.folder / (name + ENDING)
        try:
            held = path.read_bytes()
        except OSError:
            return None
        signature, content = held[:SIGNATURE_BYTES], held[SIGNATURE_BYTES:]
        if not hmac.compare_digest(signature, self._signature(name, content)):
            path.unlink(missing_ok=True)
            return None
        os.utime(path)
        return content

    def write(self, name: str, content: bytes) -> None:
        """Keep some content under a name, where there is room."""
        try:
            self.folder.mkdir(exist_ok=True)
            whole = self._signature(name, content) + content
            write_whole(self.folder / (name + ENDING), whole)
            self._bound()
        except OSError:  # a read-only or full disk: the answer is right without being kept
            return

    def _bound(self) -> None:
        entries = self.entries()
        size = sum(path.stat().st_size for path in entries)
        for path in entries:
            if size <= MOST_BYTES:
                break
            size -= path.stat().st_size
            path.unlink(missing_ok=True)

    def _signature(self, name: str, content: bytes) -> bytes:
        return hmac.digest(self._key, name.encode() + content, "sha256")


def cache_in(folder: Path) -> Cache | None:
    """The cache in a folder; None where this user has no place for the key that signs entries."""
    key = _own_key()
    return Cache(folder, key) if key else None


def _own_key() -> bytes | None:
    home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cs-toolkit"
    path = home / "key"
    try:
        if not path.is_file():
            home.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(path, secrets.token_bytes(32))
        return path.read_bytes()
    except (OSError, RuntimeError):
        return None


@once
def code_fingerprint() -> str:
    """The fingerprint of the kit's own files and of the libraries: other code may answer otherwise."""
    files = sorted(path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".sql"))
    stated = [(path.relative_to(PACKAGE).as_posix(), *_stated(path)) for path in files]
    versions = [version(name) for name in ENGINES]
    return hashlib.sha256(repr((versions, stated)).encode()).hexdigest()


def _stated(path: Path) -> tuple[int, int]:
    about = path.stat()
    return about.st_size, about.st_mtime_ns


def digest(path: Path) -> str:
    """The SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
