"""A command asked again in a new process: what it wrote, kept with all that it stood on.

An answer that is kept by the tables that it reads still costs the formulas, the engine and the look at
every file's columns. Where no file has changed at all, nothing of that is needed: the content of the
files is compared, and what was written is written again. The rules are those of ``cache``; what stood
on more than files, or was said with a note, is not kept.
"""

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..sources.file_state import FileState, file_state, names_in
from .cache import FOLDER, Cache, cache_in, code_fingerprint, digest

if TYPE_CHECKING:
    from .company import Company

COMPANY_FILE = "company.toml"


@dataclass(frozen=True)
class Written:
    """What a command wrote: its answer, and the lines beside it."""

    answer: str
    beside: tuple[str, ...]


@dataclass(frozen=True)
class Command:
    """A command about the company of a file or a folder, by the name under which its answer is kept."""

    cache: Cache
    name: str
    files: dict[Path, FileState | None]  # those that the name depends on, as they were

    def kept(self) -> Written | None:
        """What was written by an earlier process from the same files; None where anything changed."""
        held = self.cache.read(self.name)
        if held is None:
            return None
        entry = json.loads(held)
        folders = ((Path(folder), names) for folder, names in entry["folders"].items())
        files = ((Path(file), content) for file, content in entry["files"].items())
        if any(names_in(folder) != names for folder, names in folders):
            return None
        if any(_content(file) != content for file, content in files):
            return None
        return Written(entry["answer"], tuple(entry["beside"]))

    def keep(self, company: "Company", written: Written) -> None:
        """Keep what was written, unless a file is not the one any more that was read."""
        found = company.stood_on()
        if found is None:
            return
        folders, files = found
        content = {str(file): _content(file) for file in files}
        if company.moved() or any(file_state(one) != state for one, state in self.files.items()):
            return
        entry = {
            "folders": {str(folder): names for folder, names in folders.items()},
            "files": content,
            "answer": written.answer,
            "beside": written.beside,
        }
        self.cache.write(self.name, json.dumps(entry, ensure_ascii=False).encode())


def command(
    data: str, source: str | None, cache: bool | Path, words: Iterable[object]
) -> Command | None:
    """The command with these words about a company file or a folder; None: it is always run.

    ``cache`` is the folder of what is kept, or True for the one beside the data.
    """
    given = Path(data)
    if not cache or "://" in data or not given.exists():
        return None
    file = given / COMPANY_FILE if given.is_dir() else given
    states = {file.absolute(): file_state(file)}
    home = _home(given, file, source)
    folder = cache if isinstance(cache, Path) else home and home / FOLDER
    if home is None or folder is None or not folder.parent.is_dir():
        return None
    kept = cache_in(folder)
    if kept is None:
        return None
    held = _content(file)
    said = (str(given.absolute()), held, source, str(Path.cwd()), *words, code_fingerprint())
    return Command(kept, kept.name_of(said), states)


def _home(given: Path, file: Path, source: str | None) -> Path | None:
    """The folder in which the source's files lie; None where they lie in none."""
    if source is not None:
        home = Path(source).absolute()
    elif not file.is_file():
        home = given
    elif file.suffix == ".toml":
        try:
            home = file.parent / Path(_source_in(file)).expanduser()
        except (OSError, ValueError, RuntimeError):  # the command says what is wrong with it
            return None
    else:
        return None
    return home if home.is_dir() else None


def _source_in(file: Path) -> str:
    return str(tomllib.loads(file.read_text(encoding="utf-8")).get("source", "."))


def _content(file: Path) -> str | None:
    """The fingerprint of a file's content; None where there is no file."""
    try:
        return digest(file)
    except OSError:
        return None
