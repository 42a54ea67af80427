"""The state of a file on disk: whether it is the same file, unchanged, that was opened earlier."""

from pathlib import Path
from typing import NamedTuple

KEPT_ANSWERS = ".cs-toolkit"  # the folder of them beside the data


class FileState(NamedTuple):
    """What a write to a file, or another file in its place, changes."""

    inode: int
    size: int
    modified_ns: int
    changed_ns: int  # also moves where a program sets the time of modification back


def file_state(path: Path) -> FileState | None:
    """The state of a file now; None where there is none that can be looked at."""
    try:
        found = path.stat()
    except OSError:
        return None
    return FileState(found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def names_in(folder: Path) -> list[str] | None:
    """What lies in a folder, by name, without the kept answers; None where there is no folder."""
    try:
        return sorted(path.name for path in folder.iterdir() if path.name != KEPT_ANSWERS)
    except OSError:
        return None
