"""Opening a source: which tables it has, and a relation for each."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from ..dialects import (
    Dialect,
    DuckDBEngine,
    Engine,
    dialect_of_scheme,
    dialect_of_session,
    dialect_of_word,
    first_line,
)  # fmt: skip
from ..errors import InputError, did_you_mean
from .address import (
    read_address,
    refuse_misspelt_address,
    refuse_two_at_signs,
    refuse_unknown_scheme,
)  # fmt: skip
from .allowed_sql import safe_select
from .files import Relation, ending_of, frame_relation, read_file, table_name
from .folders import Folders
from .several import read_files, table_files

# Files that may hold a table and are not read. The rest of a folder is none of our business.
OTHER_ENDINGS = (".xlsb", ".numbers", ".feather")
DUCKDB_ENDINGS = (".duckdb", ".ddb", ".db")
_STATEMENT = re.compile(r"(select|with|from)\s|\(", re.IGNORECASE)


class Source:
    """What a company has: its tables by name, and the engine that reads them."""

    def __init__(self, engine: Engine, names: Iterable[str], label: str, folders: Folders) -> None:
        self.engine = engine
        self.folders = folders
        self.names = sorted(names)
        self.embedded = engine.dialect.embedded
        self.label = label
        self.unread: dict[str, str] = {}  # tables that lie there in a form that is not read

    def has(self, name: str) -> bool:
        """Whether there is a table of this name."""
        return name.lower() in (known.lower() for known in self.names)

    def relation(self, mapping, where: str = "") -> Relation:
        """The relation that a mapping's ``from`` names: a file, a table or a SELECT.

        ``where`` says in messages where the mapping stands, such as ``[tables.orders]``.
        """
        given = mapping.source.strip()
        if _STATEMENT.match(given):
            place = f"{where} from".strip()
            select = safe_select(place, given.rstrip("; \n"), self.engine, self.folders)
            return self._described(select, "a SELECT")
        return self._named(given, mapping)

    def _named(self, name: str, mapping) -> Relation:
        exact = [known for known in self.names if known == name]
        folded = exact or [known for known in self.names if known.lower() == name.lower()]
        if not folded:
            raise InputError(f'there is no table "{name}" in {self.label}: {self._known(name)}')
        parts = folded[0].split(".")
        qualified = ".".join(self.engine.dialect.named(part) for part in parts)
        return self._described(f"select * from {qualified}", folded[0])

    def _known(self, name: str) -> str:
        return did_you_mean(name, self.names) if self.names else "it has no tables"

    def _described(self, select: str, origin: str) -> Relation:
        try:
            return Relation(select, self.engine.kinds(select), origin)
        except self.engine.errors as error:
            raise InputError(f"{origin} cannot be read: {first_line(error)}") from None


class FolderSource(Source):
    """A folder of files; a mapping's ``from`` may also be a path beside the company file."""

    def __init__(self, folder: Path, others: Iterable[Path]):
        folder = folder.resolve()
        if not folder.is_dir():
            if folder.is_file():
                raise InputError(f"{folder} is a file: name its folder, {folder.parent}")
            raise InputError(f"there is no folder {folder}")
        self.files: dict[str, Path] = {}
        self.twice: dict[str, str] = {}  # what to say when a name that two files bear is asked for
        for path in sorted(folder.iterdir()):
            if not ending_of(path) or path.name.startswith((".", "~$")):
                continue
            name = table_name(path)
            if name in self.files:
                self.twice[name] = (
                    f"{path.name} and {self.files[name].name} would both be table {name}: "
                    "keep one, or name the file in the company file"
                )
                continue
            self.files[name] = path
        engine, folders = DuckDBEngine(), Folders.of((folder, *others))
        engine.open_only((folder, *folders.allowed))
        label = f"the folder {folder.name or folder}"
        super().__init__(engine, self.files, label, folders)
        for path in sorted(folder.iterdir()):
            name, dot, ending = path.name.lower().partition(".")
            if dot + ending in OTHER_ENDINGS:
                self.unread[name] = path.name

    def _named(self, name, mapping):
        if name.lower() in self.twice:
            raise InputError(self.twice[name.lower()])
        listed = self.files.get(name.lower())
        several = [] if listed else self._several(name)
        if several:
            return read_files(
                self.engine, several, name, lambda one: read_file(self.engine, one, mapping)
            )
        path = self.folders.find(str(listed or name))
        if path is not None:
            return read_file(self.engine, path, mapping)
        files = [path.name for path in self.files.values()]
        end = did_you_mean(name, files) if files else "the folder has no such files"
        raise InputError(f'there is no file "{name}" in {self.label}: {end}')

    def _several(self, name: str) -> list[Path]:
        """The files that a pattern or a folder of partitions means; none: it is no such name."""
        found = table_files(self.folders.matching(name))
        for path in found:
            self.folders.remember(path)
        return found


class FramesSource(Source):
    """A dict of DataFrames."""

    def __init__(self, frames: Mapping, folders: Folders):
        engine = DuckDBEngine()
        engine.open_only(folders.allowed)
        self.relations = {
            name: frame_relation(engine, frame, f"the DataFrame {name}")
            for name, frame in frames.items()
        }
        super().__init__(engine, frames, "the given DataFrames", folders)

    def _named(self, name, mapping):
        if name not in self.relations:
            raise InputError(f'there is no DataFrame "{name}": {self._known(name)}')
        return self.relations[name]


def _duckdb_file(path: Path, folders: Folders) -> Source:
    folders.remember(path)
    engine = DuckDBEngine()
    try:
        engine.attach(path)
    except engine.errors as error:
        raise InputError(
            f"{path.name} cannot be opened as a DuckDB file: {first_line(error)}"
        ) from None
    names = engine.tables()
    engine.open_only(folders.allowed)
    return Source(engine, names, path.name, folders)


def _connected(dialect: Dialect, given: object) -> Source:
    """What lies with an engine that computes where the data are."""
    engine = dialect.connect(given)
    return Source(engine, engine.tables(), engine.label, Folders(()))


def _at_address(url: str) -> Source:
    refuse_two_at_signs(url)
    scheme = read_address(url).scheme
    dialect = dialect_of_scheme(scheme)
    if dialect is None:
        refuse_unknown_scheme(scheme)
    return _connected(dialect, url)


def open_source(given, company_folder: Path, allow: Iterable[str | Path] = ()) -> Source:
    """A source from what a company file or a caller gives.

    ``allow`` are folders outside the company file's own whose files may be read too.

    ``given`` is a folder, a file of one of the known endings' folder, a DuckDB file, the URL of a
    SQL database, ``"spark"`` or a Spark session, or a dict of DataFrames.
    """
    others = (company_folder, *map(Path, allow))
    if isinstance(given, Mapping):
        return FramesSource(given, Folders.of(others))
    if not isinstance(given, str | Path):
        dialect = dialect_of_session(given)
        if dialect is None:
            raise InputError(
                "a source is a folder, a DuckDB file, a database URL, spark or a dict of DataFrames, "
                f"not {type(given).__name__}"
            )
        return _connected(dialect, given)
    text = str(given)
    if dialect := dialect_of_word(text):
        return _connected(dialect, text)
    if "://" in text:
        return _at_address(text)
    path = Path(text).expanduser()
    path = path if path.is_absolute() else company_folder / path
    if path.suffix.lower() in DUCKDB_ENDINGS:
        if not path.is_file():
            raise InputError(f"there is no file {path}")
        return _duckdb_file(path, Folders.of(others))
    if not path.exists():
        refuse_misspelt_address(text)
    return FolderSource(path, others)
