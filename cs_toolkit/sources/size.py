"""Whether data are so small that one thread computes them as fast as several."""

import os
from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path

from .files import ending_of

SMALL_BYTES = 16_000_000
SMALL_ROWS = 300_000
MOST_FILES = 2_000  # a folder of more is not looked through


def are_small_files(folders: Iterable[Path]) -> bool:
    """Whether the data files in and under some folders have few bytes in all."""
    files = (
        Path(folder) / name
        for one in folders
        for folder, _, names in os.walk(one)
        for name in names
    )
    size = 0
    for place, path in enumerate(islice(files, MOST_FILES)):
        if ending_of(path):
            size += size_of(path)
        if size > SMALL_BYTES or place == MOST_FILES - 1:
            return False
    return True


def is_small_file(path: Path) -> bool:
    """Whether a file has few bytes."""
    return size_of(path) <= SMALL_BYTES


def size_of(path: Path) -> int:
    """A file's bytes; none of what cannot be looked at."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def are_small_frames(frames: Mapping[str, object]) -> bool:
    """Whether DataFrames have few rows in all."""
    return sum(len(one) for one in frames.values() if hasattr(one, "__len__")) <= SMALL_ROWS
