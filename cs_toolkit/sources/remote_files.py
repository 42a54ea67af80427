"""Files behind an address: each is fetched when the company file names it, and read like one here."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from ..config.company_file import TableMapping
from ..dialects import DuckDBEngine
from ..errors import InputError
from .files import IN_WORDS, ending_of, read_file, table_name
from .folders import Folders
from .relation import Relation
from .remote_store import RemoteStore
from .several import read_files, table_files
from .source import Source


class RemoteFiles(Source):
    """A folder of files, or one file, in a store elsewhere; what is fetched goes with the company."""

    TRIED: ClassVar = (".csv", ".parquet")  # for a name without an ending

    def __init__(self, store: RemoteStore, folders: Folders) -> None:
        engine = DuckDBEngine()
        engine.open_only(folders.allowed)
        self._store = store
        self._there = [store.only] if store.only else _with_ending(store.names())
        self._fetched: dict[str, Path | None] = {}
        names = {table_name(Path(name)) for name in self._there}
        super().__init__(engine, names, store.label, folders)
        self.engine: DuckDBEngine = engine

    def _named(self, name: str, mapping: TableMapping) -> Relation:
        if self._store.only and name.lower() not in (self._store.only.lower(), self.names[0]):
            raise InputError(
                f'there is no file "{name}" at {self.label}: it is {self._store.only} alone'
            )
        if any(part in ("", ".", "..") for part in name.rstrip("/").split("/")) or "://" in name:
            raise InputError(f'"{name}" is not a file below {self.label}')
        tried = self._meant(name)
        found = next((path for one in tried if (path := self._file(one))), None)
        if found is not None:
            return replace(read_file(self.engine, found, mapping), path=None)
        several = self._several(name)
        if not several:
            raise InputError(
                f"there is no file {' or '.join(tried)} at {self.label}: {self._known_files()}"
            )
        together = read_files(
            self.engine, several, name, lambda one: read_file(self.engine, one, mapping)
        )
        return replace(together, path=None)

    def _meant(self, name: str) -> list[str]:
        """The files that a name may mean, the likeliest first."""
        listed = [
            one for one in self._there if name.lower() in (one.lower(), table_name(Path(one)))
        ]
        if listed or ending_of(Path(name)):
            return listed or [name]
        return [name + ending for ending in self.TRIED]

    def _several(self, name: str) -> list[Path]:
        """The files that a pattern or a folder of partitions means, fetched."""
        meant = _with_ending(self._store.matching(name))
        return table_files(path for one in meant if (path := self._file(one)))

    def _known_files(self) -> str:
        if self._store.lists:
            return f"it has {', '.join(self._there[:10]) or 'no file that is read'}"
        return f"known endings are {IN_WORDS}"

    def _file(self, name: str) -> Path | None:
        """The file as it was fetched; None where the store has none of this name."""
        if name not in self._fetched:
            folder = self.engine.temporary_file(f"fetched_{len(self._fetched)}")
            target = folder / name  # with its folders: they may say the partition
            target.parent.mkdir(parents=True, exist_ok=True)
            self._fetched[name] = target if self._store.fetch(name, target) else None
        return self._fetched[name]


def _with_ending(names: Iterable[str]) -> list[str]:
    """The files that are read, of those whose names lead nowhere else."""
    return [
        name for name in names if ending_of(Path(name)) and not {"", ".", ".."} & {*name.split("/")}
    ]
