"""The folders whose files a company file may read, no matter who wrote it.

They are the source's folder, the company file's and those that the caller allows (``--allow``);
never one that the company file names itself in a SELECT.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import InputError
from .file_state import FileState, file_state, names_in
from .packed import archive_of

WILD = "*?["


@dataclass(frozen=True)
class Folders:
    """Folders in the order in which a relative name is looked up."""

    allowed: tuple[Path, ...]
    # every file that was found, with its state before anything was read from it
    found: dict[Path, FileState | None] = field(default_factory=dict, compare=False)
    # every folder in which a file was or might be found, with what lay in it; None: no folder
    listed: dict[Path, list[str] | None] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, folders: Iterable[Path]) -> "Folders":
        """The folders with links followed, each once."""
        made = cls(tuple(dict.fromkeys(Path(folder).expanduser().resolve() for folder in folders)))
        made._list(Path())
        return made

    def find(self, name: str) -> Path | None:
        """The file or pattern of files that a name means, as an absolute path; None: no file.

        Raises InputError where it, or what it links to, lies outside the allowed folders.
        """
        given = Path(name).expanduser()
        bases = [Path()] if given.is_absolute() else self.allowed
        for base in bases:
            path = base / given
            found = files_meant(path)
            if found:
                for one in found:
                    self._refuse_outside(name, one)
                    self.remember(one)
                return path
        if bases == [Path()] or ".." in given.parts:
            self._refuse_outside(name, bases[0] / given)
        return None

    def matching(self, name: str) -> list[Path]:
        """The files that a pattern means, or that lie in and under a folder of this name.

        Raises InputError where one of them, or what it links to, lies outside the allowed folders.
        """
        given = Path(name).expanduser()
        for base in [Path()] if given.is_absolute() else self.allowed:
            path = base / given
            if path.is_dir():
                self._refuse_outside(name, path)
                found = [one for one in path.rglob("*") if one.is_file()]
            elif any(sign in name for sign in WILD) and not path.is_file():
                found = files_meant(path)
            else:
                found = []
            for one in found:
                self._refuse_outside(name, one)
            if found:
                return found
        return []

    def remember(self, path: Path) -> None:
        """Keep the state of a file that is about to be read."""
        path = archive_of(path) or path
        # not what a link leads to: a link may be made to lead elsewhere
        self.found.setdefault(path.parent.resolve() / path.name, file_state(path))
        for folder in self.allowed:
            # another file of the same name may come to lie in a folder that is looked into before
            if path.is_relative_to(folder):
                self._list(path.relative_to(folder).parent)

    def moved(self) -> bool:
        """Whether a file that was found is not the one any more that lies there now."""
        return any(file_state(path) != state for path, state in self.found.items())

    def _list(self, folder: Path) -> None:
        for place in (folder, *folder.parents):
            for base in self.allowed:
                if base / place not in self.listed:
                    self.listed[base / place] = names_in(base / place)

    def _refuse_outside(self, name: str, path: Path) -> None:
        real = path.resolve()
        if not any(real.is_relative_to(folder) for folder in self.allowed):
            raise InputError(
                f'"{name}" lies outside the folders that may be read '
                f"({', '.join(map(str, self.allowed)) or 'none'}): move the file there, or allow its "
                "folder on the command line with --allow FOLDER"
            )


def files_meant(path: Path) -> list[Path]:
    """The files that a path or a pattern means."""
    if not any(sign in str(path) for sign in WILD):
        return [path] if path.is_file() or archive_of(path) else []
    fixed = next(parent for parent in path.parents if not any(s in str(parent) for s in WILD))
    return [one for one in fixed.glob(str(path.relative_to(fixed))) if one.is_file()]
