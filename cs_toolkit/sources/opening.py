"""Opening a source: which tables it has, and a relation for each."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from ..config.company_file import TableMapping
from ..dialects import (
    DIALECTS,
    Dialect,
    DuckDBEngine,
    dialect_of_scheme,
    dialect_of_session,
    dialect_of_word,
    first_line,
)  # fmt: skip
from ..errors import InputError, did_you_mean
from .address import (
    REMOTE_FORMS,
    REMOTE_SCHEMES,
    WEB_SCHEMES,
    read_address,
    refuse_misspelt_address,
    refuse_two_at_signs,
    refuse_unknown_scheme,
)  # fmt: skip
from .databases import SERVERS, Database, SQLite, is_sqlite, server_of_scheme
from .files import UNPACKED, ending_of, read_file, table_name
from .folders import Folders
from .frame_relation import frame_relation
from .packed import tables_in
from .several import read_files, table_files
from .size import are_small_files, are_small_frames, is_small_file
from .source import Relation, Source

# Files that may hold a table and are not read. The rest of a folder is none of our business.
OTHER_ENDINGS = (".numbers", ".feather")
DUCKDB_ENDINGS = (".duckdb", ".ddb", ".db")
SQLITE_ENDINGS = (".sqlite", ".sqlite3", ".db3")


class FolderSource(Source):
    """A folder of files; a mapping's ``from`` may also be a path beside the company file."""

    engine: DuckDBEngine

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
            held = tables_in(path, UNPACKED) if ending_of(path) == ".zip" else []
            for one in held if len(held) > 1 else [path]:
                name = table_name(one)
                if name in self.files:
                    names = (
                        each.relative_to(folder).as_posix() for each in (one, self.files[name])
                    )
                    self.twice[name] = (
                        f"{' and '.join(names)} would both be table {name}: "
                        "keep one, or name the file in the company file"
                    )
                    continue
                self.files[name] = one
        folders = Folders.of((folder, *others))
        engine = DuckDBEngine(small=are_small_files(folders.allowed))
        engine.open_only((folder, *folders.allowed))
        label = f"the folder {folder.name or folder}"
        super().__init__(engine, self.files, label, folders)
        for path in sorted(folder.iterdir()):
            name, dot, ending = path.name.lower().partition(".")
            if dot + ending in OTHER_ENDINGS:
                self.unread[name] = path.name

    def _named(self, name: str, mapping: TableMapping) -> Relation:
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
        engine = DuckDBEngine(small=are_small_frames(frames))
        engine.open_only(folders.allowed)
        self.relations = {
            name: frame_relation(engine, frame, f"the DataFrame {name}")
            for name, frame in frames.items()
        }
        super().__init__(engine, frames, "the given DataFrames", folders)

    def _named(self, name: str, mapping: TableMapping) -> Relation:
        if name not in self.relations:
            raise InputError(f'there is no DataFrame "{name}": {self._known(name)}')
        return self.relations[name]


def _duckdb_file(path: Path, folders: Folders) -> Source:
    folders.remember(path)
    engine = DuckDBEngine(small=is_small_file(path))
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


def _at_address(url: str, company_folder: Path, folders: Folders) -> Source:
    refuse_two_at_signs(url)
    address = read_address(url)
    if dialect := dialect_of_scheme(address.scheme):
        return _connected(dialect, url)
    if address.kind == SQLite.language:
        return _sqlite(company_folder / address.database, folders)
    if address.kind in REMOTE_SCHEMES:
        return _remote_files(url, address.kind, folders)
    server = server_of_scheme(address.scheme)
    if server is None:
        computing = [one.form for one in DIALECTS.values() if not one.embedded]
        read = [one.form for one in SERVERS]
        refuse_unknown_scheme(address.scheme, [*computing, *read, "sqlite:///file", *REMOTE_FORMS])
    return _read(server(url), folders)


def _remote_files(url: str, scheme: str, folders: Folders) -> Source:
    from .remote_files import RemoteFiles  # they load a client of the web, or an extra

    if scheme in WEB_SCHEMES:
        from .web import Web

        return RemoteFiles(Web(url), folders)
    from .object_store import ObjectStore

    return RemoteFiles(ObjectStore(url), folders)


def _sqlite(path: Path, folders: Folders) -> Source:
    folders.remember(path)
    return _read(SQLite(path), folders)


def _read(database: Database, folders: Folders) -> Source:
    from .databases.database_source import (
        DatabaseSource,  # parses with sqlglot: heavy, and not for files
    )

    return DatabaseSource(database, folders)


def open_source(given: object, company_folder: Path, allow: Iterable[str | Path] = ()) -> Source:
    """A source from what a company file or a caller gives.

    ``allow`` are folders outside the company file's own whose files may be read too.

    ``given`` is a folder, a DuckDB or SQLite file, the URL of a SQL database, ``"spark"`` or a Spark
    session, or a dict of DataFrames.
    """
    others = (company_folder, *map(Path, allow))
    if isinstance(given, Mapping):
        return FramesSource(given, Folders.of(others))
    if not isinstance(given, str | Path):
        dialect = dialect_of_session(given)
        if dialect is None:
            raise InputError(
                "a source is a folder, a DuckDB or SQLite file, a database URL, spark or a dict of DataFrames, "
                f"not {type(given).__name__}"
            )
        return _connected(dialect, given)
    text = str(given)
    if dialect := dialect_of_word(text):
        return _connected(dialect, text)
    if "://" in text:
        return _at_address(text, company_folder, Folders.of(others))
    path = Path(text).expanduser()
    path = path if path.is_absolute() else company_folder / path
    if path.suffix.lower() in SQLITE_ENDINGS or (path.is_file() and is_sqlite(path)):
        return _sqlite(path, Folders.of(others))
    if path.suffix.lower() in DUCKDB_ENDINGS:
        if not path.is_file():
            raise InputError(f"there is no file {path}")
        return _duckdb_file(path, Folders.of(others))
    if not path.exists():
        refuse_misspelt_address(text)
    return FolderSource(path, others)
